"""Where custom kinds keep their containers and env fields: paths by group and kind.

Made by scripts/generate_known_kinds.py from scripts/workload-kinds.yaml: change it there.
Import it only for a kind that isn't one of Kubernetes' own.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Row: TypeAlias = tuple[str, str, str]


def lookup(group: str, version: str, kind: str) -> tuple[Row, ...] | None:
    """The (path, shape, class) rows of a kind, () when it holds nothing to set; None: not known.

    A path is keys joined by "/", "*" for every element of a list or every value of a map; a shape
    is one of PARTS, PodTemplateSpec, PodSpec, ContainerList, StepList (a ContainerList, but one
    with `ref` must not carry env), Container, EnvVarList, NameValueList (no valueFrom), EnvMap
    (name: value), StringList ("NAME=VALUE"), KeyValueList (of Jenkins: `envVar: {key, value}`),
    EmbeddedObject (a manifest), "EmbeddedObject APIVERSION/KIND" (one that doesn't say its own
    type), or "Text SHAPE" (a string whose text has the shape). A class is template, overlay, env,
    embedded, text, control-plane or operand (never set), or node (env that becomes a file, too). The rows in
    KINDS serve every version of a kind, those in BY_VERSION one of them, the first also each that
    is not named there.
    """
    key = f"{group}/{kind}"
    bound = BY_VERSION.get(key)
    if bound is not None:
        return KINDS[key] + (bound[version] if version in bound else next(iter(bound.values())))
    return KINDS.get(key, KINDS.get(f"{group}/*"))


# fmt: off
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "ArgoWorkflowSpec": (
        ("templates/*", "ArgoTemplate"),
        ("templateDefaults", "ArgoTemplate"),
        ("executorPlugins/*/spec/sidecar/container", "Container"),
    ),
    "ArgoTemplate": (
        ("initContainers", "ContainerList"),
        ("container", "Container"),
        ("script", "Container"),
        ("containerSet/containers", "ContainerList"),
        ("sidecars", "ContainerList"),
        ("steps/*/*/inline", "ArgoTemplate"),
        ("dag/tasks/*/inline", "ArgoTemplate"),
    ),
    "TektonPipelineSpec": (
        ("tasks/*/taskSpec", "TektonTaskSpec"),
        ("tasks/*/pipelineSpec", "TektonPipelineSpec"),
        ("finally/*/taskSpec", "TektonTaskSpec"),
        ("finally/*/pipelineSpec", "TektonPipelineSpec"),
    ),
    "TektonTaskSpec": (
        ("stepTemplate", "Container"),
        ("steps", "StepList"),
        ("sidecars", "ContainerList"),
    ),
    "ArgoWorkflow": (
        ("spec", "ArgoWorkflowSpec"),
    ),
    "ArgoControllerConfig": (
        ("executor", "Container"),
        ("mainContainer", "Container"),
        ("workflowDefaults", "ArgoWorkflow"),
    ),
    "TektonPodTemplate": (
        ("env", "EnvVarList"),
    ),
    "JenkinsConfiguration": (
        ("jenkins/clouds/*/kubernetes/templates/*/envVars", "KeyValueList"),
        ("jenkins/clouds/*/kubernetes/templates/*/yaml", "Text EmbeddedObject v1/Pod"),
    ),
    "TestWorkflowSteps": (
        ("container", "Container"),
        ("run", "Container"),
        ("setup/*", "TestWorkflowSteps"),
        ("steps/*", "TestWorkflowSteps"),
        ("after/*", "TestWorkflowSteps"),
        ("parallel", "TestWorkflowSteps"),
    ),
}

KINDS: dict[str, tuple[Row, ...]] = {
    "/Build": (
        ("spec/strategy/sourceStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/dockerStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/customStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/jenkinsPipelineStrategy/env", "EnvVarList", "env"),
    ),
    "/BuildConfig": (
        ("spec/strategy/sourceStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/dockerStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/customStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/jenkinsPipelineStrategy/env", "EnvVarList", "env"),
    ),
    "/DeploymentConfig": (
        ("spec/template", "PodTemplateSpec", "template"),
        ("spec/strategy/customParams/environment", "EnvVarList", "env"),
        ("spec/strategy/recreateParams/pre/execNewPod/env", "EnvVarList", "env"),
        ("spec/strategy/recreateParams/mid/execNewPod/env", "EnvVarList", "env"),
        ("spec/strategy/recreateParams/post/execNewPod/env", "EnvVarList", "env"),
        ("spec/strategy/rollingParams/pre/execNewPod/env", "EnvVarList", "env"),
        ("spec/strategy/rollingParams/post/execNewPod/env", "EnvVarList", "env"),
    ),
    "/Template": (
        ("objects/*", "EmbeddedObject", "embedded"),
    ),
    "aaq.kubevirt.io/AAQ": (
        ("spec/configuration/sidecarEvaluators", "ContainerList", "template"),
    ),
    "acid.zalan.do/OperatorConfiguration": (
        ("configuration/sidecars", "ContainerList", "template"),
    ),
    "acid.zalan.do/postgresql": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/sidecars", "ContainerList", "template"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/init_containers", "ContainerList", "template"),
    ),
    "actions.github.com/AutoscalingListener": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "actions.github.com/AutoscalingRunnerSet": (
        ("spec/listenerTemplate", "PodTemplateSpec", "template"),
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "actions.github.com/EphemeralRunner": (
        ("spec", "PodTemplateSpec", "template"),
    ),
    "actions.github.com/EphemeralRunnerSet": (
        ("spec/ephemeralRunnerSpec", "PodTemplateSpec", "template"),
    ),
    "actions.summerwind.dev/Runner": (
        ("spec", "PodSpec", "overlay"),
        ("spec/dockerEnv", "EnvVarList", "env"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/sidecarContainers", "ContainerList", "template"),
    ),
    "actions.summerwind.dev/RunnerDeployment": (
        ("spec/template", "PodTemplateSpec", "overlay"),
        ("spec/template/spec/dockerEnv", "EnvVarList", "env"),
        ("spec/template/spec/env", "EnvVarList", "env"),
        ("spec/template/spec/sidecarContainers", "ContainerList", "template"),
    ),
    "actions.summerwind.dev/RunnerReplicaSet": (
        ("spec/template", "PodTemplateSpec", "overlay"),
        ("spec/template/spec/dockerEnv", "EnvVarList", "env"),
        ("spec/template/spec/env", "EnvVarList", "env"),
        ("spec/template/spec/sidecarContainers", "ContainerList", "template"),
    ),
    "actions.summerwind.dev/RunnerSet": (
        ("spec/template", "PodTemplateSpec", "overlay"),
    ),
    "admission.k8s.io/*": (),
    "admissionregistration.k8s.io/*": (),
    "agent.k8s.elastic.co/Agent": (
        ("spec/daemonSet/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/deployment/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/statefulSet/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "agentgateway.dev/AgentgatewayParameters": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "agents.x-k8s.io/Sandbox": (
        ("spec/podTemplate", "PodTemplateSpec", "template"),
    ),
    "agones.dev/Fleet": (
        ("spec/template/spec/template", "PodTemplateSpec", "template"),
    ),
    "agones.dev/GameServer": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "agones.dev/GameServerSet": (
        ("spec/template/spec/template", "PodTemplateSpec", "template"),
    ),
    "aigateway.envoyproxy.io/GatewayConfig": (
        ("spec/extProc/kubernetes/env", "EnvVarList", "env"),
    ),
    "airflow.stackable.tech/AirflowCluster": (
        ("spec/webservers/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/schedulers/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/kubernetesExecutors/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/triggerers/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/dagProcessors/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/celeryExecutors/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/webservers/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/schedulers/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/kubernetesExecutors/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/triggerers/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/dagProcessors/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/celeryExecutors/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/webservers/envOverrides", "EnvMap", "env"),
        ("spec/schedulers/envOverrides", "EnvMap", "env"),
        ("spec/kubernetesExecutors/envOverrides", "EnvMap", "env"),
        ("spec/triggerers/envOverrides", "EnvMap", "env"),
        ("spec/dagProcessors/envOverrides", "EnvMap", "env"),
        ("spec/celeryExecutors/envOverrides", "EnvMap", "env"),
        ("spec/webservers/roleGroups/*/envOverrides", "EnvMap", "env"),
        ("spec/schedulers/roleGroups/*/envOverrides", "EnvMap", "env"),
        ("spec/kubernetesExecutors/roleGroups/*/envOverrides", "EnvMap", "env"),
        ("spec/triggerers/roleGroups/*/envOverrides", "EnvMap", "env"),
        ("spec/dagProcessors/roleGroups/*/envOverrides", "EnvMap", "env"),
        ("spec/celeryExecutors/roleGroups/*/envOverrides", "EnvMap", "env"),
    ),
    "ais.nvidia.com/AIStore": (
        ("spec/adminClient/env", "EnvVarList", "env"),
        ("spec/proxySpec/env", "EnvVarList", "env"),
        ("spec/targetSpec/env", "EnvVarList", "env"),
    ),
    "alloydbomni.dbadmin.goog/Sidecar": (
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "alloydbomni.internal.dbadmin.goog/Sidecar": (
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "anywhere.eks.amazonaws.com/TinkerbellTemplateConfig": (),
    "apiextensions.crossplane.io/Composition": (
        ("spec/pipeline/*/input/resources/*/base", "EmbeddedObject", "embedded"),
        ("spec/resources/*/base", "EmbeddedObject", "embedded"),
    ),
    "apm.k8s.elastic.co/ApmServer": (
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "app.azure.com/ContainerApp": (),
    "app.azure.com/Job": (),
    "app.kiegroup.org/KogitoBuild": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "app.kiegroup.org/KogitoInfra": (
        ("spec/envs", "EnvVarList", "env"),
    ),
    "app.kiegroup.org/KogitoRuntime": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "app.kiegroup.org/KogitoSupportingService": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "app.redislabs.com/RedisEnterpriseCluster": (
        ("spec/extraEnvVars", "EnvVarList", "env"),
        ("spec/redisEnterpriseAdditionalPodSpecAttributes/ephemeralContainers", "ContainerList", "template"),
        ("spec/redisEnterpriseAdditionalPodSpecAttributes/initContainers", "ContainerList", "template"),
        ("spec/servicesRiggerSpec/extraEnvVars", "EnvVarList", "env"),
        ("spec/servicesRiggerSpec/servicesRiggerAdditionalPodSpecAttributes/ephemeralContainers", "ContainerList", "template"),
        ("spec/servicesRiggerSpec/servicesRiggerAdditionalPodSpecAttributes/initContainers", "ContainerList", "template"),
        ("spec/sideContainersSpec", "ContainerList", "template"),
    ),
    "apps.emqx.io/EMQX": (
        ("spec/coreTemplate/spec/env", "EnvVarList", "env"),
        ("spec/coreTemplate/spec/extraContainers", "ContainerList", "template"),
        ("spec/coreTemplate/spec/initContainers", "ContainerList", "template"),
        ("spec/replicantTemplate/spec/env", "EnvVarList", "env"),
        ("spec/replicantTemplate/spec/extraContainers", "ContainerList", "template"),
        ("spec/replicantTemplate/spec/initContainers", "ContainerList", "template"),
    ),
    "apps.emqx.io/EmqxBroker": (
        ("spec/extraContainers", "ContainerList", "template"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/template/spec/emqxContainer", "Container", "template"),
        ("spec/template/spec/ephemeralContainers", "ContainerList", "template"),
        ("spec/template/spec/extraContainers", "ContainerList", "template"),
        ("spec/template/spec/initContainers", "ContainerList", "template"),
    ),
    "apps.emqx.io/EmqxEnterprise": (
        ("spec/extraContainers", "ContainerList", "template"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/template/spec/emqxContainer", "Container", "template"),
        ("spec/template/spec/ephemeralContainers", "ContainerList", "template"),
        ("spec/template/spec/extraContainers", "ContainerList", "template"),
        ("spec/template/spec/initContainers", "ContainerList", "template"),
    ),
    "apps.gitlab.com/Runner": (),
    "apps.kruise.io/AdvancedCronJob": (
        ("spec/template/jobTemplate/spec/template", "PodTemplateSpec", "template"),
        ("spec/template/broadcastJobTemplate/spec/template", "PodTemplateSpec", "template"),
    ),
    "apps.kruise.io/BroadcastJob": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "apps.kruise.io/CloneSet": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "apps.kruise.io/ContainerRecreateRequest": (),
    "apps.kruise.io/DaemonSet": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "apps.kruise.io/EphemeralJob": (
        ("spec/template/ephemeralContainers", "ContainerList", "template"),
    ),
    "apps.kruise.io/SidecarSet": (),
    "apps.kruise.io/StatefulSet": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "apps.kruise.io/UnitedDeployment": (
        ("spec/template/statefulSetTemplate/spec/template", "PodTemplateSpec", "template"),
        ("spec/template/advancedStatefulSetTemplate/spec/template", "PodTemplateSpec", "template"),
        ("spec/template/cloneSetTemplate/spec/template", "PodTemplateSpec", "template"),
        ("spec/template/deploymentTemplate/spec/template", "PodTemplateSpec", "template"),
    ),
    "apps.kruise.io/WorkloadSpread": (),
    "apps.kubeblocks.io/Cluster": (
        ("spec/componentSpecs/*/env", "EnvVarList", "env"),
        ("spec/componentSpecs/*/instances/*/env", "EnvVarList", "env"),
        ("spec/shardings/*/shardTemplates/*/env", "EnvVarList", "env"),
        ("spec/shardings/*/shardTemplates/*/instances/*/env", "EnvVarList", "env"),
        ("spec/shardings/*/template/env", "EnvVarList", "env"),
        ("spec/shardings/*/template/instances/*/env", "EnvVarList", "env"),
    ),
    "apps.kubeblocks.io/Component": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/instances/*/env", "EnvVarList", "env"),
    ),
    "apps.kubeblocks.io/ComponentDefinition": (
        ("spec/runtime", "PodSpec", "template"),
    ),
    "apps.kubeblocks.io/Rollout": (),
    "apps.kubeblocks.io/ShardingDefinition": (),
    "apps.kubeblocks.io/SidecarDefinition": (
        ("spec/containers", "ContainerList", "template"),
    ),
    "apps.openshift.io/DeploymentConfig": (
        ("spec/template", "PodTemplateSpec", "template"),
        ("spec/strategy/customParams/environment", "EnvVarList", "env"),
        ("spec/strategy/recreateParams/pre/execNewPod/env", "EnvVarList", "env"),
        ("spec/strategy/recreateParams/mid/execNewPod/env", "EnvVarList", "env"),
        ("spec/strategy/recreateParams/post/execNewPod/env", "EnvVarList", "env"),
        ("spec/strategy/rollingParams/pre/execNewPod/env", "EnvVarList", "env"),
        ("spec/strategy/rollingParams/post/execNewPod/env", "EnvVarList", "env"),
    ),
    "aquasecurity.github.io/*": (),
    "argoproj.io/AnalysisRun": (
        ("spec/metrics/*/provider/job/spec/template", "PodTemplateSpec", "template"),
    ),
    "argoproj.io/AnalysisTemplate": (
        ("spec/metrics/*/provider/job/spec/template", "PodTemplateSpec", "template"),
    ),
    "argoproj.io/Application": (),
    "argoproj.io/ApplicationSet": (),
    "argoproj.io/ArgoCD": (
        ("spec/applicationSet/env", "EnvVarList", "env"),
        ("spec/argoCDAgent/agent/env", "EnvVarList", "env"),
        ("spec/argoCDAgent/principal/env", "EnvVarList", "env"),
        ("spec/controller/env", "EnvVarList", "env"),
        ("spec/notifications/env", "EnvVarList", "env"),
        ("spec/repo/env", "EnvVarList", "env"),
        ("spec/repo/initContainers", "ContainerList", "template"),
        ("spec/repo/sidecarContainers", "ContainerList", "template"),
        ("spec/server/env", "EnvVarList", "env"),
        ("spec/controller/initContainers", "ContainerList", "template"),
        ("spec/controller/sidecarContainers", "ContainerList", "template"),
        ("spec/server/initContainers", "ContainerList", "template"),
        ("spec/server/sidecarContainers", "ContainerList", "template"),
    ),
    "argoproj.io/ClusterAnalysisTemplate": (
        ("spec/metrics/*/provider/job/spec/template", "PodTemplateSpec", "template"),
    ),
    "argoproj.io/ClusterWorkflowTemplate": (
        ("spec", "ArgoWorkflowSpec", "template"),
    ),
    "argoproj.io/CronWorkflow": (
        ("spec/workflowSpec", "ArgoWorkflowSpec", "template"),
    ),
    "argoproj.io/EventSource": (
        ("spec/template/container", "Container", "template"),
    ),
    "argoproj.io/Experiment": (
        ("spec/templates/*/template", "PodTemplateSpec", "template"),
    ),
    "argoproj.io/Rollout": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "argoproj.io/Sensor": (
        ("spec/template/container", "Container", "template"),
        ("spec/triggers/*/template/k8s/source/resource", "EmbeddedObject", "embedded"),
        ("spec/triggers/*/template/argoWorkflow/source/resource", "EmbeddedObject", "embedded"),
    ),
    "argoproj.io/Workflow": (
        ("spec", "ArgoWorkflowSpec", "template"),
    ),
    "argoproj.io/WorkflowTaskSet": (
        ("spec/tasks/*", "ArgoTemplate", "template"),
    ),
    "argoproj.io/WorkflowTemplate": (
        ("spec", "ArgoWorkflowSpec", "template"),
    ),
    "asdb.aerospike.com/AerospikeCluster": (
        ("spec/podSpec/initContainers", "ContainerList", "template"),
        ("spec/podSpec/sidecars", "ContainerList", "template"),
    ),
    "auto.gke.io/*": (),
    "autoops.k8s.elastic.co/AutoOpsAgentPolicy": (
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "autoscaling.cast.ai/Recommendation": (),
    "autoscaling.k8s.io/*": (),
    "barmancloud.cnpg.io/ObjectStore": (
        ("spec/instanceSidecarConfiguration/env", "EnvVarList", "env"),
    ),
    "batch.volcano.sh/CronJob": (
        ("spec/jobTemplate/spec/tasks/*/template", "PodTemplateSpec", "template"),
    ),
    "batch.volcano.sh/Job": (
        ("spec/tasks/*/template", "PodTemplateSpec", "template"),
    ),
    "beat.k8s.elastic.co/Beat": (
        ("spec/daemonSet/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/deployment/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "bedrockagentcorecontrol.services.k8s.aws/AgentRuntime": (),
    "bedrockagentcorecontrol.services.k8s.aws/Harness": (),
    "bookkeeper.streamnative.io/BookKeeperCluster": (
        ("spec/autoRecovery/pod/initContainers", "ContainerList", "template"),
        ("spec/autoRecovery/pod/sidecars", "ContainerList", "template"),
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "bootstrap.cluster.x-k8s.io/KubeadmConfig": (
        ("spec/clusterConfiguration/apiServer/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/clusterConfiguration/controllerManager/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/clusterConfiguration/etcd/local/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/clusterConfiguration/scheduler/extraEnvs", "EnvVarList", "control-plane"),
    ),
    "bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate": (
        ("spec/template/spec/clusterConfiguration/apiServer/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/template/spec/clusterConfiguration/controllerManager/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/template/spec/clusterConfiguration/etcd/local/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/template/spec/clusterConfiguration/scheduler/extraEnvs", "EnvVarList", "control-plane"),
    ),
    "br.pingcap.com/Backup": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "br.pingcap.com/BackupSchedule": (
        ("spec/backupTemplate/env", "EnvVarList", "env"),
        ("spec/compactBackupTemplate/env", "EnvVarList", "env"),
        ("spec/logBackupTemplate/env", "EnvVarList", "env"),
    ),
    "br.pingcap.com/CompactBackup": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "br.pingcap.com/Restore": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "br.pingcap.com/TiBR": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "br.pingcap.com/TiBRGC": (
        ("spec/overlay/pods/*/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "broker.amq.io/ActiveMQArtemis": (),
    "build.openshift.io/Build": (
        ("spec/strategy/sourceStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/dockerStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/customStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/jenkinsPipelineStrategy/env", "EnvVarList", "env"),
    ),
    "build.openshift.io/BuildConfig": (
        ("spec/strategy/sourceStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/dockerStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/customStrategy/env", "EnvVarList", "env"),
        ("spec/strategy/jenkinsPipelineStrategy/env", "EnvVarList", "env"),
    ),
    "cache.wunicorns.com/NodeDiscovery": (
        ("spec/containers", "ContainerList", "template"),
    ),
    "camel.apache.org/Integration": (
        ("spec/template", "PodTemplateSpec", "overlay"),
        ("spec/traits/environment/vars", "StringList", "env"),
    ),
    "camel.apache.org/Pipe": (
        ("spec/integration/template", "PodTemplateSpec", "overlay"),
    ),
    "capi.weave.works/ClusterBootstrapConfig": (
        ("spec/jobTemplate", "PodTemplateSpec", "template"),
    ),
    "chainsaw.kyverno.io/*": (),
    "chaos-mesh.org/Schedule": (
        ("spec/workflow/templates/*/task/container", "Container", "template"),
    ),
    "chaos-mesh.org/Workflow": (
        ("spec/templates/*/task/container", "Container", "template"),
    ),
    "charts.pelorus.dora-metrics.io/Pelorus": (
        ("spec/exporters/instances/*/extraEnv", "NameValueList", "env"),
    ),
    "cli.kyverno.io/*": (),
    "clickhouse-keeper.altinity.com/ClickHouseKeeperInstallation": (
        ("spec/templates/podTemplates/*/spec", "PodSpec", "template"),
    ),
    "clickhouse.altinity.com/ClickHouseInstallation": (
        ("spec/templates/podTemplates/*/spec", "PodSpec", "template"),
    ),
    "clickhouse.altinity.com/ClickHouseInstallationTemplate": (
        ("spec/templates/podTemplates/*/spec", "PodSpec", "template"),
    ),
    "clickhouse.com/ClickHouseCluster": (
        ("spec/containerTemplate", "Container", "template"),
    ),
    "clickhouse.com/KeeperCluster": (
        ("spec/containerTemplate", "Container", "template"),
    ),
    "cloudbuild.cnrm.cloud.google.com/CloudBuildTrigger": (),
    "cloudfunctions.cnrm.cloud.google.com/CloudFunctionsFunction": (),
    "cloudfunctions2.cnrm.cloud.google.com/CloudFunctions2Function": (),
    "cloudsql.cloud.google.com/AuthProxyWorkload": (
        ("spec/authProxyContainer/container", "Container", "template"),
    ),
    "cluster.redpanda.com/Redpanda": (
        ("spec/clusterSpec/console/extraContainers", "ContainerList", "template"),
        ("spec/clusterSpec/console/extraEnv", "EnvVarList", "env"),
        ("spec/clusterSpec/console/initContainers", "ContainerList", "template"),
        ("spec/clusterSpec/post_install_job/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/clusterSpec/post_upgrade_job/extraEnv", "EnvVarList", "env"),
        ("spec/clusterSpec/post_upgrade_job/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/clusterSpec/statefulset/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "coherence.oracle.com/Coherence": (
        ("spec/actions/*/job/spec/template", "PodTemplateSpec", "template"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/sideCars", "ContainerList", "template"),
    ),
    "coherence.oracle.com/CoherenceJob": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/sideCars", "ContainerList", "template"),
    ),
    "config.gatekeeper.sh/*": (),
    "config.openshift.io/Build": (
        ("spec/buildDefaults/env", "EnvVarList", "env"),
    ),
    "connection.gatekeeper.sh/*": (),
    "console.streamshub.github.com/Console": (
        ("spec/containers/api/spec/env", "EnvVarList", "env"),
        ("spec/containers/ui/spec/env", "EnvVarList", "env"),
        ("spec/env", "EnvVarList", "env"),
    ),
    "constraints.gatekeeper.sh/*": (),
    "containerinstance.azure.com/ContainerGroup": (),
    "containerinstance.azure.com/containerGroup": (),
    "controlplane.cluster.x-k8s.io/AWSManagedControlPlane": (),
    "controlplane.cluster.x-k8s.io/KamajiControlPlane": (
        ("spec/deployment/extraContainers", "ContainerList", "template"),
        ("spec/deployment/extraInitContainers", "ContainerList", "template"),
    ),
    "controlplane.cluster.x-k8s.io/KamajiControlPlaneTemplate": (
        ("spec/template/spec/deployment/extraContainers", "ContainerList", "template"),
        ("spec/template/spec/deployment/extraInitContainers", "ContainerList", "template"),
    ),
    "controlplane.cluster.x-k8s.io/KubeadmControlPlane": (
        ("spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/kubeadmConfigSpec/clusterConfiguration/controllerManager/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/kubeadmConfigSpec/clusterConfiguration/etcd/local/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/kubeadmConfigSpec/clusterConfiguration/scheduler/extraEnvs", "EnvVarList", "control-plane"),
    ),
    "controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate": (
        ("spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/template/spec/kubeadmConfigSpec/clusterConfiguration/controllerManager/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/template/spec/kubeadmConfigSpec/clusterConfiguration/etcd/local/extraEnvs", "EnvVarList", "control-plane"),
        ("spec/template/spec/kubeadmConfigSpec/clusterConfiguration/scheduler/extraEnvs", "EnvVarList", "control-plane"),
    ),
    "core.kubeadmiral.io/ClusterFederatedObject": (
        ("spec/template", "EmbeddedObject", "embedded"),
    ),
    "core.kubeadmiral.io/ClusterOverridePolicy": (),
    "core.kubeadmiral.io/FederatedObject": (
        ("spec/template", "EmbeddedObject", "embedded"),
    ),
    "core.kubeadmiral.io/OverridePolicy": (),
    "core.oam.dev/Application": (
        ("spec/components/*/properties/objects/*", "EmbeddedObject", "embedded"),
        ("spec/components/*/properties/env", "EnvVarList", "env"),
    ),
    "core.openfeature.dev/FeatureFlagSource": (),
    "core.openfeature.dev/InProcessConfiguration": (),
    "core.openfunction.io/Builder": (
        ("spec/env", "EnvMap", "env"),
    ),
    "core.openfunction.io/Function": (
        ("spec/build/env", "EnvMap", "env"),
        ("spec/serving/template", "PodSpec", "overlay"),
    ),
    "core.openfunction.io/Serving": (
        ("spec/template", "PodSpec", "overlay"),
    ),
    "core.pingcap.com/DM": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/DMGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/DMWorker": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/DMWorkerGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/PD": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/PDGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/ResourceManager": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/ResourceManagerGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/Router": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/RouterGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/Scheduler": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/SchedulerGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/Scheduling": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/SchedulingGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TSO": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TSOGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiCDC": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiCDCGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiDB": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiDBGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiFlash": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiFlashGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiKV": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiKVGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiKVWorker": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiKVWorkerGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiProxy": (
        ("spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.pingcap.com/TiProxyGroup": (
        ("spec/template/spec/overlay/pod", "PodTemplateSpec", "overlay"),
    ),
    "core.strimzi.io/StrimziPodSet": (
        ("spec/pods/*/spec", "PodSpec", "template"),
    ),
    "coroot.com/Coroot": (
        ("spec/clusterAgent/env", "EnvVarList", "env"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/nodeAgent/env", "EnvVarList", "env"),
    ),
    "dapr.io/MCPServer": (),
    "databases.spotahome.com/RedisFailover": (
        ("spec/redis/exporter/env", "EnvVarList", "env"),
        ("spec/redis/extraContainers", "ContainerList", "template"),
        ("spec/redis/initContainers", "ContainerList", "template"),
        ("spec/sentinel/exporter/env", "EnvVarList", "env"),
        ("spec/sentinel/extraContainers", "ContainerList", "template"),
        ("spec/sentinel/initContainers", "ContainerList", "template"),
    ),
    "datadoghq.com/DatadogAgent": (),
    "datadoghq.com/DatadogAgentInternal": (
        ("spec/features/admissionController/agentSidecarInjection/profiles/*/env", "EnvVarList", "env"),
        ("spec/global/env", "EnvVarList", "env"),
        ("spec/override/*/containers/*/env", "EnvVarList", "env"),
        ("spec/override/*/env", "EnvVarList", "env"),
    ),
    "datadoghq.com/DatadogAgentProfile": (
        ("spec/config/features/admissionController/agentSidecarInjection/profiles/*/env", "EnvVarList", "env"),
        ("spec/config/global/env", "EnvVarList", "env"),
        ("spec/config/override/*/containers/*/env", "EnvVarList", "env"),
        ("spec/config/override/*/env", "EnvVarList", "env"),
    ),
    "datadoghq.com/DatadogCSIDriver": (
        ("spec/override/containers/*/env", "EnvVarList", "env"),
        ("spec/override/env", "EnvVarList", "env"),
    ),
    "dataprotection.kubeblocks.io/ActionSet": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "dataprotection.kubeblocks.io/BackupPolicy": (
        ("spec/backupMethods/*/env", "EnvVarList", "env"),
    ),
    "dataprotection.kubeblocks.io/BackupPolicyTemplate": (
        ("spec/backupMethods/*/env", "NameValueList", "env"),
    ),
    "dataprotection.kubeblocks.io/Restore": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "db.atlasgo.io/AtlasMigration": (
        ("spec/devDB/spec", "PodSpec", "template"),
    ),
    "db.atlasgo.io/AtlasSchema": (
        ("spec/devDB/spec", "PodSpec", "template"),
    ),
    "disaggregatedset.x-k8s.io/DisaggregatedSet": (
        ("spec/roles/*/spec/leaderWorkerTemplate/leaderTemplate", "PodTemplateSpec", "template"),
        ("spec/roles/*/spec/leaderWorkerTemplate/workerTemplate", "PodTemplateSpec", "template"),
    ),
    "dragonflydb.io/Dragonfly": (
        ("spec/additionalContainers", "ContainerList", "template"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
    ),
    "druid.apache.org/Druid": (
        ("spec/additionalContainer/*", "Container", "template"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/nodes/*/additionalContainer/*", "Container", "template"),
        ("spec/nodes/*/env", "EnvVarList", "env"),
    ),
    "dynatrace.com/DynaKube": (),
    "dynatrace.com/EdgeConnect": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "ecs.services.k8s.aws/TaskDefinition": (),
    "eginnovations.com/EgUniversalAgent": (
        ("spec/agent/env", "EnvVarList", "env"),
        ("spec/features/apm/apmProfiling/config/env", "EnvVarList", "env"),
        ("spec/features/apm/dotnetProfiling/config/env", "EnvVarList", "env"),
        ("spec/features/apm/javaProfiling/config/env", "EnvVarList", "env"),
        ("spec/features/apm/nodejsProfiling/config/env", "EnvVarList", "env"),
    ),
    "elasticsearch.k8s.elastic.co/Elasticsearch": (
        ("spec/nodeSets/*/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/nodes/*/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "enterprisesearch.k8s.elastic.co/EnterpriseSearch": (
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "events.openfunction.io/EventSource": (
        ("spec/build/env", "EnvMap", "env"),
    ),
    "expansion.gatekeeper.sh/*": (),
    "extensions.agents.x-k8s.io/SandboxClaim": (
        ("spec/env", "NameValueList", "env"),
    ),
    "extensions.agents.x-k8s.io/SandboxTemplate": (
        ("spec/podTemplate", "PodTemplateSpec", "template"),
    ),
    "extensions.istio.io/TrafficExtension": (),
    "extensions.istio.io/WasmPlugin": (),
    "externaldata.gatekeeper.sh/*": (),
    "fission.io/Environment": (
        ("spec/builder/container", "Container", "template"),
        ("spec/builder/podspec", "PodSpec", "template"),
        ("spec/runtime/container", "Container", "template"),
        ("spec/runtime/podspec", "PodSpec", "template"),
    ),
    "fission.io/Function": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/podspec", "PodSpec", "template"),
    ),
    "fission.io/FunctionVersion": (
        ("spec/snapshot/env", "EnvVarList", "env"),
        ("spec/snapshot/podspec", "PodSpec", "template"),
    ),
    "fission.io/MessageQueueTrigger": (
        ("spec/podspec", "PodSpec", "template"),
    ),
    "fleet.cattle.io/Cluster": (
        ("spec/agentEnvVars", "EnvVarList", "env"),
    ),
    "flink.apache.org/FlinkBlueGreenDeployment": (
        ("spec/template/spec/jobManager/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/template/spec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/template/spec/taskManager/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "flink.apache.org/FlinkDeployment": (
        ("spec/jobManager/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/taskManager/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "flow.volcano.sh/JobFlow": (
        ("spec/flows/*/patch/jobSpec/tasks/*/template", "PodTemplateSpec", "template"),
    ),
    "flow.volcano.sh/JobTemplate": (
        ("spec/tasks/*/template", "PodTemplateSpec", "template"),
    ),
    "fluentbit.fluent.io/FluentBit": (
        ("spec/envVars", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
    ),
    "fluentd.fluent.io/Fluentd": (
        ("spec/envVars", "EnvVarList", "env"),
    ),
    "gateway.envoyproxy.io/EnvoyProxy": (
        ("spec/provider/kubernetes/envoyDaemonSet/container", "Container", "template"),
        ("spec/provider/kubernetes/envoyDeployment/container", "Container", "template"),
        ("spec/provider/kubernetes/envoyDeployment/initContainers", "ContainerList", "template"),
    ),
    "gateway.kgateway.dev/GatewayParameters": (
        ("spec/kube/envoyContainer/env", "EnvVarList", "env"),
        ("spec/kube/istio/customSidecars", "ContainerList", "template"),
    ),
    "grafana.integreatly.org/Grafana": (
        ("spec/deployment/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/containers", "ContainerList", "template"),
        ("spec/deployment/extraContainers", "ContainerList", "template"),
        ("spec/deployment/extraInitContainers", "ContainerList", "template"),
    ),
    "grafana.integreatly.org/GrafanaDashboard": (),
    "grafana.integreatly.org/GrafanaLibraryPanel": (),
    "grafana.integreatly.org/GrafanaManifest": (),
    "gravitee.io/GatewayClassParameters": (
        ("spec/kubernetes/deployment/template", "PodTemplateSpec", "template"),
    ),
    "hermes.agent/HermesInstance": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "hermes.agent/HermesSelfConfig": (
        ("spec/addEnvVars", "EnvVarList", "env"),
    ),
    "hive.openshift.io/ClusterDeployment": (),
    "hive.openshift.io/ClusterPool": (
        ("spec/installerEnv", "EnvVarList", "env"),
    ),
    "hive.openshift.io/SelectorSyncSet": (
        ("spec/resources/*", "EmbeddedObject", "embedded"),
    ),
    "hive.openshift.io/SyncSet": (
        ("spec/resources/*", "EmbeddedObject", "embedded"),
    ),
    "hivemq.com/HiveMQCluster": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/initialization", "ContainerList", "template"),
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "hivemq.com/HiveMQPlatform": (
        ("spec/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "hyperfoil.io/Hyperfoil": (
        ("spec/secretEnvVars", "StringList", "env"),
    ),
    "ibm.com/IBMSecurityVerifyAccess": (
        ("spec/container/env", "EnvVarList", "env"),
    ),
    "infinispan.org/Backup": (
        ("spec/container/env", "EnvVarList", "env"),
    ),
    "infinispan.org/Infinispan": (
        ("spec/container/env", "EnvVarList", "env"),
    ),
    "infinispan.org/Restore": (
        ("spec/container/env", "EnvVarList", "env"),
    ),
    "infra.contrib.fluxcd.io/Terraform": (
        ("spec/runnerPodTemplate/spec/env", "EnvVarList", "env"),
        ("spec/runnerPodTemplate/spec/initContainers", "ContainerList", "template"),
    ),
    "ingress.v1.haproxy.org/Global": (),
    "install.istio.io/IstioOperator": (
        ("spec/components/pilot/k8s/env", "EnvVarList", "env"),
        ("spec/components/cni/k8s/env", "EnvVarList", "env"),
        ("spec/components/ztunnel/k8s/env", "EnvVarList", "env"),
        ("spec/components/istiodRemote/k8s/env", "EnvVarList", "env"),
        ("spec/components/ingressGateways/*/k8s/env", "EnvVarList", "env"),
        ("spec/components/egressGateways/*/k8s/env", "EnvVarList", "env"),
        ("spec/values/pilot/env", "EnvMap", "env"),
    ),
    "installer.kubedb.com/Kubedb": (
        ("spec/kubedb-ops-manager/env", "EnvVarList", "env"),
        ("spec/kubedb-provisioner/env", "EnvVarList", "env"),
    ),
    "jenkins.io/Jenkins": (
        ("spec/master/containers", "ContainerList", "template"),
    ),
    "job.min.io/MinIOJob": (
        ("spec/commands/*/env", "EnvVarList", "env"),
    ),
    "jobset.x-k8s.io/JobSet": (
        ("spec/replicatedJobs/*/template/spec/template", "PodTemplateSpec", "template"),
    ),
    "k6.io/K6": (
        ("spec/initializer/env", "EnvVarList", "env"),
        ("spec/initializer/initContainers", "ContainerList", "template"),
        ("spec/runner/env", "EnvVarList", "env"),
        ("spec/runner/initContainers", "ContainerList", "template"),
        ("spec/starter/env", "EnvVarList", "env"),
        ("spec/starter/initContainers", "ContainerList", "template"),
    ),
    "k6.io/PrivateLoadZone": (
        ("spec/podTemplate", "PodTemplateSpec", "template"),
    ),
    "k6.io/TestRun": (
        ("spec/initializer/env", "EnvVarList", "env"),
        ("spec/initializer/initContainers", "ContainerList", "template"),
        ("spec/runner/env", "EnvVarList", "env"),
        ("spec/runner/initContainers", "ContainerList", "template"),
        ("spec/starter/env", "EnvVarList", "env"),
        ("spec/starter/initContainers", "ContainerList", "template"),
    ),
    "k8s.keycloak.org/Keycloak": (
        ("spec/env", "NameValueList", "env"),
        ("spec/unsupported/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "k8s.mariadb.com/MariaDB": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/galera/agent/env", "EnvVarList", "env"),
        ("spec/galera/initContainer", "Container", "template"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/replication/agent/env", "EnvVarList", "env"),
        ("spec/replication/initContainer", "Container", "template"),
        ("spec/sidecarContainers", "ContainerList", "template"),
    ),
    "k8s.mariadb.com/MaxScale": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "k8s.streamnative.io/AgentFunction": (
        ("spec/pod/env", "EnvVarList", "env"),
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "k8s.streamnative.io/AgentTrigger": (
        ("spec/pod/env", "EnvVarList", "env"),
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "k8s.streamnative.io/Console": (
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "k8s.streamnative.io/KafkaCluster": (
        ("spec/config/compactionScheduler/pod/initContainers", "ContainerList", "template"),
        ("spec/config/compactionScheduler/pod/sidecars", "ContainerList", "template"),
    ),
    "k8s.streamnative.io/KafkaConnect": (
        ("spec/pod/env", "EnvVarList", "env"),
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "k8s.streamnative.io/MqttProxy": (
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "k8s.streamnative.io/OxiaCluster": (
        ("spec/server/pod/initContainers", "ContainerList", "template"),
        ("spec/server/pod/sidecars", "ContainerList", "template"),
    ),
    "k8s.streamnative.io/SnSchemaRegistry": (
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "k8up.io/PodConfig": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "k8up.io/PreBackupPod": (
        ("spec/pod", "PodTemplateSpec", "template"),
    ),
    "kafka.stackable.tech/KafkaCluster": (
        ("spec/brokers/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/controllers/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/brokers/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/controllers/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/brokers/envOverrides", "EnvMap", "env"),
        ("spec/controllers/envOverrides", "EnvMap", "env"),
        ("spec/brokers/roleGroups/*/envOverrides", "EnvMap", "env"),
        ("spec/controllers/roleGroups/*/envOverrides", "EnvMap", "env"),
    ),
    "kafka.strimzi.io/Kafka": (
        ("spec/cruiseControl/template/cruiseControlContainer/env", "EnvVarList", "env"),
        ("spec/entityOperator/template/topicOperatorContainer/env", "EnvVarList", "env"),
        ("spec/entityOperator/template/userOperatorContainer/env", "EnvVarList", "env"),
        ("spec/kafka/template/initContainer/env", "EnvVarList", "env"),
        ("spec/kafka/template/kafkaContainer/env", "EnvVarList", "env"),
        ("spec/kafkaExporter/template/container/env", "EnvVarList", "env"),
    ),
    "kafka.strimzi.io/KafkaBridge": (
        ("spec/template/bridgeContainer/env", "EnvVarList", "env"),
        ("spec/template/initContainer/env", "EnvVarList", "env"),
    ),
    "kafka.strimzi.io/KafkaConnect": (
        ("spec/template/buildContainer/env", "EnvVarList", "env"),
        ("spec/template/connectContainer/env", "EnvVarList", "env"),
        ("spec/template/initContainer/env", "EnvVarList", "env"),
    ),
    "kafka.strimzi.io/KafkaMirrorMaker": (
        ("spec/template/mirrorMakerContainer/env", "EnvVarList", "env"),
    ),
    "kafka.strimzi.io/KafkaMirrorMaker2": (
        ("spec/template/buildContainer/env", "EnvVarList", "env"),
        ("spec/template/connectContainer/env", "EnvVarList", "env"),
        ("spec/template/initContainer/env", "EnvVarList", "env"),
    ),
    "kafka.strimzi.io/KafkaNodePool": (
        ("spec/template/initContainer/env", "EnvVarList", "env"),
        ("spec/template/kafkaContainer/env", "EnvVarList", "env"),
    ),
    "kea.openshift.io/KeaDhcp4Server": (
        ("spec/stork/env", "EnvVarList", "env"),
    ),
    "kea.openshift.io/KeaDhcp6Server": (
        ("spec/stork/env", "EnvVarList", "env"),
    ),
    "kea.openshift.io/KeaServer": (
        ("spec/dhcp4/stork/env", "EnvVarList", "env"),
        ("spec/dhcp6/stork/env", "EnvVarList", "env"),
    ),
    "keda.sh/ClusterTriggerAuthentication": (),
    "keda.sh/ScaledJob": (
        ("spec/jobTargetRef/template", "PodTemplateSpec", "template"),
    ),
    "keda.sh/TriggerAuthentication": (),
    "kibana.k8s.elastic.co/Kibana": (
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "konflux.konflux-ci.dev/Konflux": (
        ("spec/buildService/spec/buildControllerManager/manager/env", "EnvVarList", "env"),
        ("spec/imageController/spec/imageControllerManager/manager/env", "EnvVarList", "env"),
        ("spec/imageController/spec/imagePruner/env", "EnvVarList", "env"),
        ("spec/imageController/spec/notificationResetter/env", "EnvVarList", "env"),
        ("spec/integrationService/spec/integrationControllerManager/manager/env", "EnvVarList", "env"),
        ("spec/integrationService/spec/snapshotGarbageCollector/env", "EnvVarList", "env"),
        ("spec/namespaceLister/spec/namespaceLister/namespaceLister/env", "EnvVarList", "env"),
        ("spec/releaseService/spec/releaseControllerManager/manager/env", "EnvVarList", "env"),
        ("spec/ui/spec/dex/dex/env", "EnvVarList", "env"),
        ("spec/ui/spec/proxy/oauth2Proxy/env", "EnvVarList", "env"),
        ("spec/ui/spec/proxy/reverseProxy/env", "EnvVarList", "env"),
    ),
    "konflux.konflux-ci.dev/KonfluxBuildService": (
        ("spec/buildControllerManager/manager/env", "EnvVarList", "env"),
    ),
    "konflux.konflux-ci.dev/KonfluxImageController": (
        ("spec/imageControllerManager/manager/env", "EnvVarList", "env"),
        ("spec/imagePruner/env", "EnvVarList", "env"),
        ("spec/notificationResetter/env", "EnvVarList", "env"),
    ),
    "konflux.konflux-ci.dev/KonfluxIntegrationService": (
        ("spec/integrationControllerManager/manager/env", "EnvVarList", "env"),
        ("spec/snapshotGarbageCollector/env", "EnvVarList", "env"),
    ),
    "konflux.konflux-ci.dev/KonfluxNamespaceLister": (
        ("spec/namespaceLister/namespaceLister/env", "EnvVarList", "env"),
    ),
    "konflux.konflux-ci.dev/KonfluxReleaseService": (
        ("spec/releaseControllerManager/manager/env", "EnvVarList", "env"),
    ),
    "konflux.konflux-ci.dev/KonfluxUI": (
        ("spec/dex/dex/env", "EnvVarList", "env"),
        ("spec/proxy/oauth2Proxy/env", "EnvVarList", "env"),
        ("spec/proxy/reverseProxy/env", "EnvVarList", "env"),
    ),
    "kpack.io/Build": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "kpack.io/Image": (
        ("spec/build/env", "EnvVarList", "env"),
    ),
    "kro.run/ResourceGraphDefinition": (
        ("spec/resources/*/template", "EmbeddedObject", "embedded"),
    ),
    "kubeflow.org/ClusterTrainingRuntime": (
        ("spec/template/spec/replicatedJobs/*/template/spec/template", "PodTemplateSpec", "template"),
    ),
    "kubeflow.org/Experiment": (
        ("spec/trialTemplate/trialSpec", "EmbeddedObject", "embedded"),
    ),
    "kubeflow.org/JAXJob": (
        ("spec/jaxReplicaSpecs/*/template", "PodTemplateSpec", "template"),
    ),
    "kubeflow.org/MPIJob": (
        ("spec/mpiReplicaSpecs/*/template", "PodTemplateSpec", "template"),
    ),
    "kubeflow.org/Notebook": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "kubeflow.org/PVCViewer": (
        ("spec/podSpec", "PodSpec", "template"),
    ),
    "kubeflow.org/PaddleJob": (
        ("spec/paddleReplicaSpecs/*/template", "PodTemplateSpec", "template"),
    ),
    "kubeflow.org/PodDefault": (),
    "kubeflow.org/PyTorchJob": (
        ("spec/pytorchReplicaSpecs/*/template", "PodTemplateSpec", "template"),
    ),
    "kubeflow.org/TFJob": (
        ("spec/tfReplicaSpecs/*/template", "PodTemplateSpec", "template"),
    ),
    "kubeflow.org/TrainJob": (
        ("spec/datasetConfig/env", "EnvVarList", "env"),
        ("spec/modelConfig/input/env", "EnvVarList", "env"),
        ("spec/modelConfig/output/env", "EnvVarList", "env"),
        ("spec/podSpecOverrides/*/containers/*/env", "EnvVarList", "env"),
        ("spec/podSpecOverrides/*/initContainers/*/env", "EnvVarList", "env"),
        ("spec/trainer/env", "EnvVarList", "env"),
    ),
    "kubeflow.org/TrainingRuntime": (
        ("spec/template/spec/replicatedJobs/*/template/spec/template", "PodTemplateSpec", "template"),
    ),
    "kubeflow.org/Trial": (
        ("spec/runSpec", "EmbeddedObject", "embedded"),
    ),
    "kubeflow.org/XGBoostJob": (
        ("spec/xgbReplicaSpecs/*/template", "PodTemplateSpec", "template"),
    ),
    "kubernetes.crossplane.io/Object": (
        ("spec/forProvider/manifest", "EmbeddedObject", "embedded"),
    ),
    "kubernetes.m.crossplane.io/Object": (
        ("spec/forProvider/manifest", "EmbeddedObject", "embedded"),
    ),
    "kubescape.io/*": (),
    "kueue.x-k8s.io/Workload": (
        ("spec/podSets/*/template", "PodTemplateSpec", "template"),
    ),
    "kustomize.config.k8s.io/*": (),
    "kyverno.io/*": (),
    "lambdamicrovms.services.k8s.aws/MicrovmImage": (),
    "leaderworkerset.x-k8s.io/LeaderWorkerSet": (
        ("spec/leaderWorkerTemplate/leaderTemplate", "PodTemplateSpec", "template"),
        ("spec/leaderWorkerTemplate/workerTemplate", "PodTemplateSpec", "template"),
    ),
    "logging-extensions.banzaicloud.io/EventTailer": (
        ("spec/workloadOverrides", "PodSpec", "overlay"),
    ),
    "logging-extensions.banzaicloud.io/HostTailer": (
        ("spec/workloadOverrides", "PodSpec", "overlay"),
    ),
    "logging.banzaicloud.io/FluentbitAgent": (
        ("spec/envVars", "EnvVarList", "env"),
    ),
    "logging.banzaicloud.io/FluentdConfig": (
        ("spec/envVars", "EnvVarList", "env"),
        ("spec/sidecarContainers", "ContainerList", "template"),
    ),
    "logging.banzaicloud.io/Logging": (
        ("spec/fluentd/sidecarContainers", "ContainerList", "template"),
        ("spec/nodeAgents/*/nodeAgentFluentbit/daemonSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/syslogNG/configCheckPod", "PodSpec", "overlay"),
        ("spec/syslogNG/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "logging.banzaicloud.io/NodeAgent": (
        ("spec/nodeAgentFluentbit/daemonSet/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "logging.banzaicloud.io/SyslogNGConfig": (
        ("spec/configCheckPod", "PodSpec", "overlay"),
        ("spec/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "logstash.k8s.elastic.co/Logstash": (
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "machinelearning.seldon.io/SeldonDeployment": (
        ("spec/predictors/*/componentSpecs/*", "PodTemplateSpec", "template"),
        ("spec/predictors/*/explainer/containerSpec", "Container", "template"),
        ("spec/predictors/*/svcOrchSpec/env", "EnvVarList", "env"),
    ),
    "maps.k8s.elastic.co/ElasticMapsServer": (
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "metrics.k8s.io/*": (),
    "milvus.io/Milvus": (
        ("spec/components/cdc/initContainers", "ContainerList", "template"),
        ("spec/components/cdc/sidecars", "ContainerList", "template"),
        ("spec/components/dataCoord/initContainers", "ContainerList", "template"),
        ("spec/components/dataCoord/sidecars", "ContainerList", "template"),
        ("spec/components/dataNode/initContainers", "ContainerList", "template"),
        ("spec/components/dataNode/sidecars", "ContainerList", "template"),
        ("spec/components/indexCoord/initContainers", "ContainerList", "template"),
        ("spec/components/indexCoord/sidecars", "ContainerList", "template"),
        ("spec/components/indexNode/initContainers", "ContainerList", "template"),
        ("spec/components/indexNode/sidecars", "ContainerList", "template"),
        ("spec/components/mixCoord/initContainers", "ContainerList", "template"),
        ("spec/components/mixCoord/sidecars", "ContainerList", "template"),
        ("spec/components/proxy/initContainers", "ContainerList", "template"),
        ("spec/components/proxy/sidecars", "ContainerList", "template"),
        ("spec/components/queryCoord/initContainers", "ContainerList", "template"),
        ("spec/components/queryCoord/sidecars", "ContainerList", "template"),
        ("spec/components/queryNode/initContainers", "ContainerList", "template"),
        ("spec/components/queryNode/sidecars", "ContainerList", "template"),
        ("spec/components/rootCoord/initContainers", "ContainerList", "template"),
        ("spec/components/rootCoord/sidecars", "ContainerList", "template"),
        ("spec/components/standalone/initContainers", "ContainerList", "template"),
        ("spec/components/standalone/sidecars", "ContainerList", "template"),
        ("spec/components/streamingNode/initContainers", "ContainerList", "template"),
        ("spec/components/streamingNode/sidecars", "ContainerList", "template"),
    ),
    "milvus.io/MilvusCluster": (
        ("spec/components/cdc/env", "EnvVarList", "env"),
        ("spec/components/cdc/initContainers", "ContainerList", "template"),
        ("spec/components/cdc/sidecars", "ContainerList", "template"),
        ("spec/components/dataCoord/env", "EnvVarList", "env"),
        ("spec/components/dataCoord/initContainers", "ContainerList", "template"),
        ("spec/components/dataCoord/sidecars", "ContainerList", "template"),
        ("spec/components/dataNode/env", "EnvVarList", "env"),
        ("spec/components/dataNode/groups/*/extraEnv", "EnvVarList", "env"),
        ("spec/components/dataNode/initContainers", "ContainerList", "template"),
        ("spec/components/dataNode/sidecars", "ContainerList", "template"),
        ("spec/components/env", "EnvVarList", "env"),
        ("spec/components/indexCoord/env", "EnvVarList", "env"),
        ("spec/components/indexCoord/initContainers", "ContainerList", "template"),
        ("spec/components/indexCoord/sidecars", "ContainerList", "template"),
        ("spec/components/indexNode/env", "EnvVarList", "env"),
        ("spec/components/indexNode/initContainers", "ContainerList", "template"),
        ("spec/components/indexNode/sidecars", "ContainerList", "template"),
        ("spec/components/mixCoord/env", "EnvVarList", "env"),
        ("spec/components/mixCoord/initContainers", "ContainerList", "template"),
        ("spec/components/mixCoord/sidecars", "ContainerList", "template"),
        ("spec/components/proxy/env", "EnvVarList", "env"),
        ("spec/components/proxy/groups/*/extraEnv", "EnvVarList", "env"),
        ("spec/components/proxy/initContainers", "ContainerList", "template"),
        ("spec/components/proxy/sidecars", "ContainerList", "template"),
        ("spec/components/queryCoord/env", "EnvVarList", "env"),
        ("spec/components/queryCoord/initContainers", "ContainerList", "template"),
        ("spec/components/queryCoord/sidecars", "ContainerList", "template"),
        ("spec/components/queryNode/env", "EnvVarList", "env"),
        ("spec/components/queryNode/groups/*/extraEnv", "EnvVarList", "env"),
        ("spec/components/queryNode/initContainers", "ContainerList", "template"),
        ("spec/components/queryNode/sidecars", "ContainerList", "template"),
        ("spec/components/rootCoord/env", "EnvVarList", "env"),
        ("spec/components/rootCoord/initContainers", "ContainerList", "template"),
        ("spec/components/rootCoord/sidecars", "ContainerList", "template"),
        ("spec/components/standalone/env", "EnvVarList", "env"),
        ("spec/components/standalone/initContainers", "ContainerList", "template"),
        ("spec/components/standalone/sidecars", "ContainerList", "template"),
        ("spec/components/streamingNode/env", "EnvVarList", "env"),
        ("spec/components/streamingNode/groups/*/extraEnv", "EnvVarList", "env"),
        ("spec/components/streamingNode/initContainers", "ContainerList", "template"),
        ("spec/components/streamingNode/sidecars", "ContainerList", "template"),
    ),
    "minio.min.io/Tenant": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/kes/env", "EnvVarList", "env"),
        ("spec/sideCars/containers", "ContainerList", "template"),
    ),
    "mlops.mlops.dev/NotebookValidationJob": (
        ("spec/podConfig/env", "EnvVarList", "env"),
    ),
    "mlops.seldon.io/SeldonConfig": (
        ("spec/components/*/podSpec", "PodSpec", "template"),
    ),
    "mlops.seldon.io/SeldonRuntime": (
        ("spec/overrides/*/podSpec", "PodSpec", "overlay"),
    ),
    "mlops.seldon.io/Server": (
        ("spec/imageOverrides/agent/env", "EnvVarList", "env"),
        ("spec/imageOverrides/rclone/env", "EnvVarList", "env"),
        ("spec/podSpec", "PodSpec", "overlay"),
    ),
    "mlops.seldon.io/ServerConfig": (
        ("spec/podSpec", "PodSpec", "template"),
    ),
    "mongodb.com/MongoDB": (
        ("spec/podSpec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/shardPodSpec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/configSrvPodSpec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/mongosPodSpec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/shardSpecificPodSpec/*/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/shard/clusterSpecList/*/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/shard/clusterSpecList/*/podSpec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/configSrv/clusterSpecList/*/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/configSrv/clusterSpecList/*/podSpec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/mongos/clusterSpecList/*/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/mongos/clusterSpecList/*/podSpec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/shardOverrides/*/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/shardOverrides/*/podSpec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/shardOverrides/*/clusterSpecList/*/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/shardOverrides/*/clusterSpecList/*/podSpec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "mongodb.com/MongoDBMultiCluster": (
        ("spec/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/clusterSpecList/*/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "mongodb.com/MongoDBOpsManager": (
        ("spec/applicationDatabase/agent/readinessProbe/environmentVariables", "EnvMap", "env"),
        ("spec/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/backup/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/applicationDatabase/podSpec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/clusterSpecList/*/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/applicationDatabase/clusterSpecList/*/podSpec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "mongodb.com/MongoDBSearch": (
        ("spec/clusters/*/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/clusters/*/shardOverrides/*/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "mongodbcommunity.mongodb.com/MongoDBCommunity": (
        ("spec/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "monitoring.coreos.com/Alertmanager": (
        ("spec", "PodSpec", "overlay"),
    ),
    "monitoring.coreos.com/Prometheus": (
        ("spec", "PodSpec", "overlay"),
    ),
    "monitoring.coreos.com/PrometheusAgent": (
        ("spec", "PodSpec", "overlay"),
    ),
    "monitoring.coreos.com/ThanosRuler": (
        ("spec", "PodSpec", "overlay"),
    ),
    "monitoring.grafana.com/GrafanaAgent": (
        ("spec", "PodSpec", "overlay"),
    ),
    "monitoring.rhobs/Alertmanager": (
        ("spec", "PodSpec", "overlay"),
    ),
    "monitoring.rhobs/Prometheus": (
        ("spec", "PodSpec", "overlay"),
    ),
    "monitoring.rhobs/PrometheusAgent": (
        ("spec", "PodSpec", "overlay"),
    ),
    "monitoring.rhobs/ThanosRuler": (
        ("spec", "PodSpec", "overlay"),
    ),
    "multicluster.openshift.io/MultiClusterEngine": (
        ("spec/overrides/components/*/configOverrides/deployments/*/containers/*/env", "NameValueList", "env"),
    ),
    "multinic.fms.io/Config": (
        ("spec/daemon/env", "EnvVarList", "env"),
    ),
    "mutations.gatekeeper.sh/*": (),
    "mysql.oracle.com/InnoDBCluster": (
        ("spec/logs/collector/env", "EnvVarList", "env"),
        ("spec/podSpec", "PodSpec", "template"),
        ("spec/readReplicas/*/podSpec", "PodSpec", "template"),
        ("spec/router/podSpec", "PodSpec", "template"),
    ),
    "mysql.presslabs.org/MysqlCluster": (
        ("spec/podSpec", "PodSpec", "overlay"),
    ),
    "networking.istio.io/ProxyConfig": (),
    "neuvector.com/*": (),
    "nsm.networkservicemesh.io/NSM": (
        ("spec/exclPref/envVars", "EnvVarList", "env"),
        ("spec/forwarders/*/envVars", "EnvVarList", "env"),
        ("spec/nsmgr/envVars", "EnvVarList", "env"),
        ("spec/registry/envVars", "EnvVarList", "env"),
        ("spec/webhook/envVars", "EnvVarList", "env"),
    ),
    "nuclio.io/NuclioFunction": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/sidecars", "ContainerList", "template"),
        ("spec/initContainers", "ContainerList", "template"),
    ),
    "numaflow.numaproj.io/InterStepBufferService": (
        ("spec/jetstream/containerTemplate/env", "EnvVarList", "env"),
        ("spec/jetstream/metricsContainerTemplate/env", "EnvVarList", "env"),
        ("spec/jetstream/reloaderContainerTemplate/env", "EnvVarList", "env"),
    ),
    "numaflow.numaproj.io/MonoVertex": (
        ("spec/containerTemplate/env", "EnvVarList", "env"),
        ("spec/daemonTemplate/containerTemplate/env", "EnvVarList", "env"),
        ("spec/daemonTemplate/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/sidecars", "ContainerList", "template"),
        ("spec/sink/fallback/udsink/container", "Container", "template"),
        ("spec/sink/onSuccess/udsink/container", "Container", "template"),
        ("spec/sink/udsink/container", "Container", "template"),
        ("spec/source/transformer/container", "Container", "template"),
        ("spec/source/udsource/container", "Container", "template"),
        ("spec/udf/container", "Container", "template"),
    ),
    "numaflow.numaproj.io/Pipeline": (
        ("spec/sideInputs/*/container", "Container", "template"),
        ("spec/templates/daemon/containerTemplate/env", "EnvVarList", "env"),
        ("spec/templates/daemon/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/templates/job/containerTemplate/env", "EnvVarList", "env"),
        ("spec/templates/sideInputsManager/containerTemplate/env", "EnvVarList", "env"),
        ("spec/templates/sideInputsManager/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/templates/vertex/containerTemplate/env", "EnvVarList", "env"),
        ("spec/templates/vertex/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/vertices/*/containerTemplate/env", "EnvVarList", "env"),
        ("spec/vertices/*/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/vertices/*/initContainers", "ContainerList", "template"),
        ("spec/vertices/*/sideInputsContainerTemplate/env", "EnvVarList", "env"),
        ("spec/vertices/*/sidecars", "ContainerList", "template"),
        ("spec/vertices/*/sink/fallback/udsink/container", "Container", "template"),
        ("spec/vertices/*/sink/onSuccess/udsink/container", "Container", "template"),
        ("spec/vertices/*/sink/udsink/container", "Container", "template"),
        ("spec/vertices/*/source/transformer/container", "Container", "template"),
        ("spec/vertices/*/source/udsource/container", "Container", "template"),
        ("spec/vertices/*/udf/container", "Container", "template"),
    ),
    "numaflow.numaproj.io/ServingPipeline": (
        ("spec/pipeline/sideInputs/*/container", "Container", "template"),
        ("spec/pipeline/templates/daemon/containerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/templates/daemon/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/templates/job/containerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/templates/sideInputsManager/containerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/templates/sideInputsManager/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/templates/vertex/containerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/templates/vertex/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/vertices/*/containerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/vertices/*/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/vertices/*/initContainers", "ContainerList", "template"),
        ("spec/pipeline/vertices/*/sideInputsContainerTemplate/env", "EnvVarList", "env"),
        ("spec/pipeline/vertices/*/sidecars", "ContainerList", "template"),
        ("spec/pipeline/vertices/*/sink/fallback/udsink/container", "Container", "template"),
        ("spec/pipeline/vertices/*/sink/onSuccess/udsink/container", "Container", "template"),
        ("spec/pipeline/vertices/*/sink/udsink/container", "Container", "template"),
        ("spec/pipeline/vertices/*/source/transformer/container", "Container", "template"),
        ("spec/pipeline/vertices/*/source/udsource/container", "Container", "template"),
        ("spec/pipeline/vertices/*/udf/container", "Container", "template"),
        ("spec/serving/containerTemplate/env", "EnvVarList", "env"),
        ("spec/serving/store/container", "Container", "template"),
    ),
    "numaflow.numaproj.io/Vertex": (
        ("spec/containerTemplate/env", "EnvVarList", "env"),
        ("spec/initContainerTemplate/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/sideInputsContainerTemplate/env", "EnvVarList", "env"),
        ("spec/sidecars", "ContainerList", "template"),
        ("spec/sink/fallback/udsink/container", "Container", "template"),
        ("spec/sink/onSuccess/udsink/container", "Container", "template"),
        ("spec/sink/udsink/container", "Container", "template"),
        ("spec/source/transformer/container", "Container", "template"),
        ("spec/source/udsource/container", "Container", "template"),
        ("spec/udf/container", "Container", "template"),
    ),
    "numaplane.numaproj.io/PipelineRollout": (
        ("spec/pipeline", "EmbeddedObject numaflow.numaproj.io/v1alpha1/Pipeline", "embedded"),
    ),
    "nvidia.com/ClusterPolicy": (
        ("spec/ccManager/env", "NameValueList", "env"),
        ("spec/dcgm/env", "NameValueList", "env"),
        ("spec/dcgmExporter/env", "NameValueList", "env"),
        ("spec/devicePlugin/env", "NameValueList", "env"),
        ("spec/driver/env", "NameValueList", "env"),
        ("spec/driver/manager/env", "NameValueList", "env"),
        ("spec/gdrcopy/env", "NameValueList", "env"),
        ("spec/gds/env", "NameValueList", "env"),
        ("spec/gfd/env", "NameValueList", "env"),
        ("spec/kataManager/env", "NameValueList", "env"),
        ("spec/kataSandboxDevicePlugin/env", "NameValueList", "env"),
        ("spec/migManager/env", "NameValueList", "env"),
        ("spec/nodeStatusExporter/env", "NameValueList", "env"),
        ("spec/sandboxDevicePlugin/env", "NameValueList", "env"),
        ("spec/toolkit/env", "NameValueList", "env"),
        ("spec/validator/cuda/env", "NameValueList", "env"),
        ("spec/validator/driver/env", "NameValueList", "env"),
        ("spec/validator/env", "NameValueList", "env"),
        ("spec/validator/plugin/env", "NameValueList", "env"),
        ("spec/validator/toolkit/env", "NameValueList", "env"),
        ("spec/validator/vfioPCI/env", "NameValueList", "env"),
        ("spec/validator/vgpuDevices/env", "NameValueList", "env"),
        ("spec/validator/vgpuManager/env", "NameValueList", "env"),
        ("spec/vfioManager/driverManager/env", "NameValueList", "env"),
        ("spec/vfioManager/env", "NameValueList", "env"),
        ("spec/vgpuDeviceManager/env", "NameValueList", "env"),
        ("spec/vgpuManager/driverManager/env", "NameValueList", "env"),
        ("spec/vgpuManager/env", "NameValueList", "env"),
    ),
    "nvidia.com/GPUCluster": (
        ("spec/dcgm/env", "NameValueList", "env"),
        ("spec/dcgmExporter/env", "NameValueList", "env"),
        ("spec/draDriver/computeDomains/controller/env", "NameValueList", "env"),
        ("spec/draDriver/computeDomains/kubeletPlugin/env", "NameValueList", "env"),
        ("spec/draDriver/gpus/kubeletPlugin/env", "NameValueList", "env"),
    ),
    "nvidia.com/NVIDIADriver": (
        ("spec/env", "NameValueList", "env"),
        ("spec/gdrcopy/env", "NameValueList", "env"),
        ("spec/gds/env", "NameValueList", "env"),
        ("spec/manager/env", "NameValueList", "env"),
    ),
    "openclaw.rocks/OpenClawClusterDefaults": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "openclaw.rocks/OpenClawInstance": (
        ("spec/chromium/extraEnv", "EnvVarList", "env"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "openclaw.rocks/OpenClawSelfConfig": (
        ("spec/addEnvVars", "NameValueList", "env"),
    ),
    "openfaas.com/Function": (
        ("spec/environment", "EnvMap", "env"),
    ),
    "openreports.io/*": (),
    "opentelemetry.io/Instrumentation": (),
    "opentelemetry.io/OpAMPBridge": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "opentelemetry.io/OpenTelemetryCollector": (
        ("spec/additionalContainers", "ContainerList", "template"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/targetAllocator/env", "EnvVarList", "env"),
    ),
    "opentelemetry.io/TargetAllocator": (
        ("spec/additionalContainers", "ContainerList", "template"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
    ),
    "operations.kubeblocks.io/OpsDefinition": (
        ("spec/actions/*/workload/podSpec", "PodSpec", "template"),
    ),
    "operations.kubeblocks.io/OpsRequest": (
        ("spec/horizontalScaling/*/scaleOut/fromBackup/restoreEnv", "EnvVarList", "env"),
        ("spec/horizontalScaling/*/scaleOut/newInstances/*/env", "EnvVarList", "env"),
        ("spec/rebuildFrom/*/restoreEnv", "EnvVarList", "env"),
        ("spec/restore/env", "EnvVarList", "env"),
    ),
    "operator.cluster.x-k8s.io/AddonProvider": (
        ("spec/additionalDeployments/*/deployment/containers/*/env", "EnvVarList", "env"),
        ("spec/deployment/containers/*/env", "EnvVarList", "env"),
    ),
    "operator.cluster.x-k8s.io/BootstrapProvider": (),
    "operator.cluster.x-k8s.io/ControlPlaneProvider": (),
    "operator.cluster.x-k8s.io/CoreProvider": (),
    "operator.cluster.x-k8s.io/IPAMProvider": (
        ("spec/additionalDeployments/*/deployment/containers/*/env", "EnvVarList", "env"),
        ("spec/deployment/containers/*/env", "EnvVarList", "env"),
    ),
    "operator.cluster.x-k8s.io/InfrastructureProvider": (),
    "operator.cluster.x-k8s.io/RuntimeExtensionProvider": (
        ("spec/additionalDeployments/*/deployment/containers/*/env", "EnvVarList", "env"),
        ("spec/deployment/containers/*/env", "EnvVarList", "env"),
    ),
    "operator.istio.io/Istio": (
        ("spec/values/pilot/env", "EnvMap", "env"),
    ),
    "operator.istio.io/IstioRevision": (
        ("spec/values/pilot/env", "EnvMap", "env"),
    ),
    "operator.karmada.io/Karmada": (
        ("spec/components/karmadaAPIServer/sidecarContainers", "ContainerList", "template"),
    ),
    "operator.knative.dev/KnativeEventing": (
        ("spec/deployments/*/env/*/envVars", "EnvVarList", "env"),
        ("spec/workloads/*/env/*/envVars", "EnvVarList", "env"),
    ),
    "operator.knative.dev/KnativeServing": (
        ("spec/deployments/*/env/*/envVars", "EnvVarList", "env"),
        ("spec/workloads/*/env/*/envVars", "EnvVarList", "env"),
    ),
    "operator.open-cluster-management.io/MultiClusterHub": (
        ("spec/overrides/components/*/configOverrides/deployments/*/containers/*/env", "NameValueList", "env"),
    ),
    "operator.openshift.io/CertManager": (
        ("spec/cainjectorConfig/overrideEnv", "EnvVarList", "operand"),
        ("spec/controllerConfig/overrideEnv", "EnvVarList", "operand"),
        ("spec/webhookConfig/overrideEnv", "EnvVarList", "operand"),
    ),
    "operator.tekton.dev/TektonConfig": (
        ("spec/pipeline/default-pod-template", "Text TektonPodTemplate", "text"),
        ("spec/pipeline/options/configMaps/config-defaults/data/default-pod-template", "Text TektonPodTemplate", "text"),
        ("spec/pipeline/options/deployments/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/pipeline/options/statefulSets/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/trigger/options/deployments/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/trigger/options/statefulSets/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/chain/options/deployments/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/chain/options/statefulSets/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/hub/options/deployments/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/hub/options/statefulSets/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/result/options/deployments/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/result/options/statefulSets/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/dashboard/options/deployments/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/dashboard/options/statefulSets/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/tektonpruner/options/deployments/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/tektonpruner/options/statefulSets/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/platforms/openshift/pipelinesAsCode/options/deployments/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/platforms/openshift/pipelinesAsCode/options/statefulSets/*/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "operator.tekton.dev/TektonPipeline": (
        ("spec/default-pod-template", "Text TektonPodTemplate", "text"),
        ("spec/options/configMaps/config-defaults/data/default-pod-template", "Text TektonPodTemplate", "text"),
        ("spec/options/deployments/*/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/options/statefulSets/*/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "operator.tigera.io/Installation": (),
    "operator.victoriametrics.com/VLAgent": (
        ("spec/containers", "ContainerList", "overlay"),
        ("spec/extraEnvs", "NameValueList", "env"),
        ("spec/initContainers", "ContainerList", "overlay"),
    ),
    "operator.victoriametrics.com/VLCluster": (
        ("spec/vlinsert/containers", "ContainerList", "overlay"),
        ("spec/vlinsert/extraEnvs", "NameValueList", "env"),
        ("spec/vlinsert/initContainers", "ContainerList", "overlay"),
        ("spec/vlselect/containers", "ContainerList", "overlay"),
        ("spec/vlselect/extraEnvs", "NameValueList", "env"),
        ("spec/vlselect/initContainers", "ContainerList", "overlay"),
        ("spec/vlstorage/containers", "ContainerList", "overlay"),
        ("spec/vlstorage/extraEnvs", "NameValueList", "env"),
        ("spec/vlstorage/initContainers", "ContainerList", "overlay"),
        ("spec/requestsLoadBalancer/spec", "PodSpec", "overlay"),
    ),
    "operator.victoriametrics.com/VLDistributed": (
        ("spec/vmauth/spec", "PodSpec", "overlay"),
        ("spec/vmauth/spec/extraEnvs", "EnvVarList", "env"),
        ("spec/zoneCommon/vlagent/spec", "PodSpec", "overlay"),
        ("spec/zoneCommon/vlagent/spec/extraEnvs", "EnvVarList", "env"),
        ("spec/zones/*/vlagent/spec", "PodSpec", "overlay"),
        ("spec/zones/*/vlagent/spec/extraEnvs", "EnvVarList", "env"),
    ),
    "operator.victoriametrics.com/VLSingle": (
        ("spec/containers", "ContainerList", "overlay"),
        ("spec/extraEnvs", "NameValueList", "env"),
        ("spec/initContainers", "ContainerList", "overlay"),
    ),
    "operator.victoriametrics.com/VMAgent": (
        ("spec/containers", "ContainerList", "overlay"),
        ("spec/extraEnvs", "NameValueList", "env"),
        ("spec/initContainers", "ContainerList", "overlay"),
    ),
    "operator.victoriametrics.com/VMAlert": (
        ("spec/containers", "ContainerList", "overlay"),
        ("spec/extraEnvs", "NameValueList", "env"),
        ("spec/initContainers", "ContainerList", "overlay"),
    ),
    "operator.victoriametrics.com/VMAlertmanager": (
        ("spec/containers", "ContainerList", "overlay"),
        ("spec/extraEnvs", "NameValueList", "env"),
        ("spec/initContainers", "ContainerList", "overlay"),
    ),
    "operator.victoriametrics.com/VMAnomaly": (
        ("spec/containers", "ContainerList", "overlay"),
        ("spec/extraEnvs", "NameValueList", "env"),
        ("spec/initContainers", "ContainerList", "overlay"),
    ),
    "operator.victoriametrics.com/VMAuth": (
        ("spec/containers", "ContainerList", "overlay"),
        ("spec/extraEnvs", "NameValueList", "env"),
        ("spec/initContainers", "ContainerList", "overlay"),
    ),
    "operator.victoriametrics.com/VMCluster": (
        ("spec/vminsert/containers", "ContainerList", "overlay"),
        ("spec/vminsert/extraEnvs", "NameValueList", "env"),
        ("spec/vminsert/initContainers", "ContainerList", "overlay"),
        ("spec/vmselect/containers", "ContainerList", "overlay"),
        ("spec/vmselect/extraEnvs", "NameValueList", "env"),
        ("spec/vmselect/initContainers", "ContainerList", "overlay"),
        ("spec/vmstorage/containers", "ContainerList", "overlay"),
        ("spec/vmstorage/extraEnvs", "NameValueList", "env"),
        ("spec/vmstorage/initContainers", "ContainerList", "overlay"),
        ("spec/vmstorage/vmBackup/extraEnvs", "EnvVarList", "env"),
        ("spec/requestsLoadBalancer/spec", "PodSpec", "overlay"),
    ),
    "operator.victoriametrics.com/VMDistributed": (
        ("spec/vmauth/spec", "PodSpec", "overlay"),
        ("spec/vmauth/spec/extraEnvs", "EnvVarList", "env"),
        ("spec/zoneCommon/vmagent/spec", "PodSpec", "overlay"),
        ("spec/zoneCommon/vmagent/spec/extraEnvs", "EnvVarList", "env"),
        ("spec/zones/*/vmagent/spec", "PodSpec", "overlay"),
        ("spec/zones/*/vmagent/spec/extraEnvs", "EnvVarList", "env"),
    ),
    "operator.victoriametrics.com/VMSingle": (
        ("spec/containers", "ContainerList", "overlay"),
        ("spec/extraEnvs", "NameValueList", "env"),
        ("spec/initContainers", "ContainerList", "overlay"),
        ("spec/vmBackup/extraEnvs", "EnvVarList", "env"),
    ),
    "operator.victoriametrics.com/VTCluster": (
        ("spec/insert/containers", "ContainerList", "overlay"),
        ("spec/insert/extraEnvs", "NameValueList", "env"),
        ("spec/insert/initContainers", "ContainerList", "overlay"),
        ("spec/select/containers", "ContainerList", "overlay"),
        ("spec/select/extraEnvs", "NameValueList", "env"),
        ("spec/select/initContainers", "ContainerList", "overlay"),
        ("spec/storage/containers", "ContainerList", "overlay"),
        ("spec/storage/extraEnvs", "NameValueList", "env"),
        ("spec/storage/initContainers", "ContainerList", "overlay"),
        ("spec/requestsLoadBalancer/spec", "PodSpec", "overlay"),
    ),
    "operator.victoriametrics.com/VTSingle": (
        ("spec/containers", "ContainerList", "overlay"),
        ("spec/extraEnvs", "NameValueList", "env"),
        ("spec/initContainers", "ContainerList", "overlay"),
    ),
    "operators.coreos.com/ClusterServiceVersion": (
        ("spec/install/spec/deployments/*/spec/template", "PodTemplateSpec", "template"),
    ),
    "operators.coreos.com/Subscription": (
        ("spec/config?/env", "EnvVarList", "env"),
    ),
    "org.eclipse.che/CheCluster": (
        ("spec/components/cheServer/deployment/containers", "ContainerList", "template"),
        ("spec/components/dashboard/deployment/containers", "ContainerList", "template"),
        ("spec/components/devfileRegistry/deployment/containers", "ContainerList", "template"),
        ("spec/components/openVSXRegistry/database/deployment/containers", "ContainerList", "template"),
        ("spec/components/openVSXRegistry/server/deployment/containers", "ContainerList", "template"),
        ("spec/components/pluginRegistry/deployment/containers", "ContainerList", "template"),
        ("spec/devEnvironments/gatewayContainer", "Container", "template"),
        ("spec/devEnvironments/initContainers", "ContainerList", "template"),
        ("spec/devEnvironments/projectCloneContainer", "Container", "template"),
        ("spec/networking/auth/gateway/deployment/containers", "ContainerList", "template"),
    ),
    "packageregistry.k8s.elastic.co/PackageRegistry": (
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "paperclip.inc/Instance": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "paperclip.inc/PaperclipClusterDefaults": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "paperclip.inc/PaperclipSelfConfig": (
        ("spec/addEnvVars", "NameValueList", "env"),
    ),
    "parameters.kubeblocks.io/ComponentParameter": (),
    "pg.percona.com/PerconaPGCluster": (
        ("spec/instances/*/sidecars", "ContainerList", "template"),
        ("spec/proxy/pgBouncer/sidecars", "ContainerList", "template"),
    ),
    "pg.percona.com/PostgresCluster": (
        ("spec/instances/*/containers", "ContainerList", "template"),
        ("spec/proxy/pgBouncer/containers", "ContainerList", "template"),
    ),
    "pgv2.percona.com/PerconaPGBackup": (
        ("spec/containerOptions/env", "EnvVarList", "env"),
    ),
    "pgv2.percona.com/PerconaPGCluster": (
        ("spec/backups/pgbackrest/env", "EnvVarList", "env"),
        ("spec/backups/pgbackrest/manual/env", "EnvVarList", "env"),
        ("spec/backups/pgbackrest/repoHost/sidecars", "ContainerList", "template"),
        ("spec/backups/pgbackrest/restore/env", "EnvVarList", "env"),
        ("spec/dataSource/postgresCluster/env", "EnvVarList", "env"),
        ("spec/instances/*/env", "EnvVarList", "env"),
        ("spec/instances/*/initContainers", "ContainerList", "template"),
        ("spec/instances/*/sidecars", "ContainerList", "template"),
        ("spec/logcollector/env", "EnvVarList", "env"),
        ("spec/proxy/pgBouncer/env", "EnvVarList", "env"),
        ("spec/proxy/pgBouncer/sidecars", "ContainerList", "template"),
    ),
    "pgv2.percona.com/PerconaPGRestore": (
        ("spec/containerOptions/env", "EnvVarList", "env"),
    ),
    "pgv2.percona.com/PerconaPGUpgrade": (
        ("spec/initContainers", "ContainerList", "template"),
    ),
    "pingcap.com/Backup": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "pingcap.com/BackupSchedule": (
        ("spec/backupTemplate/env", "EnvVarList", "env"),
        ("spec/logBackupTemplate/env", "EnvVarList", "env"),
    ),
    "pingcap.com/DMCluster": (
        ("spec/discovery/additionalContainers", "ContainerList", "template"),
        ("spec/discovery/env", "EnvVarList", "env"),
        ("spec/discovery/initContainers", "ContainerList", "template"),
        ("spec/master/additionalContainers", "ContainerList", "template"),
        ("spec/master/env", "EnvVarList", "env"),
        ("spec/master/initContainers", "ContainerList", "template"),
        ("spec/worker/additionalContainers", "ContainerList", "template"),
        ("spec/worker/env", "EnvVarList", "env"),
        ("spec/worker/initContainers", "ContainerList", "template"),
    ),
    "pingcap.com/Restore": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "pingcap.com/TidbCluster": (
        ("spec/discovery/additionalContainers", "ContainerList", "template"),
        ("spec/discovery/env", "EnvVarList", "env"),
        ("spec/discovery/initContainers", "ContainerList", "template"),
        ("spec/pd/additionalContainers", "ContainerList", "template"),
        ("spec/pd/env", "EnvVarList", "env"),
        ("spec/pd/initContainers", "ContainerList", "template"),
        ("spec/pdms", "ContainerList", "template"),
        ("spec/pump/additionalContainers", "ContainerList", "template"),
        ("spec/pump/env", "EnvVarList", "env"),
        ("spec/pump/initContainers", "ContainerList", "template"),
        ("spec/ticdc/additionalContainers", "ContainerList", "template"),
        ("spec/ticdc/env", "EnvVarList", "env"),
        ("spec/ticdc/initContainers", "ContainerList", "template"),
        ("spec/tidb/additionalContainers", "ContainerList", "template"),
        ("spec/tidb/env", "EnvVarList", "env"),
        ("spec/tidb/initContainers", "ContainerList", "template"),
        ("spec/tiflash/additionalContainers", "ContainerList", "template"),
        ("spec/tiflash/env", "EnvVarList", "env"),
        ("spec/tiflash/initContainers", "ContainerList", "template"),
        ("spec/tikv/additionalContainers", "ContainerList", "template"),
        ("spec/tikv/env", "EnvVarList", "env"),
        ("spec/tikv/initContainers", "ContainerList", "template"),
        ("spec/tiproxy/additionalContainers", "ContainerList", "template"),
        ("spec/tiproxy/env", "EnvVarList", "env"),
        ("spec/tiproxy/initContainers", "ContainerList", "template"),
        ("spec/pdms/*/additionalContainers", "ContainerList", "template"),
        ("spec/pdms/*/initContainers", "ContainerList", "template"),
    ),
    "pingcap.com/TidbDashboard": (
        ("spec/additionalContainers", "ContainerList", "template"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
    ),
    "pingcap.com/TidbMonitor": (
        ("spec/additionalContainers", "ContainerList", "template"),
        ("spec/dm/initializer/envs", "EnvMap", "env"),
        ("spec/grafana/envs", "EnvMap", "env"),
        ("spec/initializer/envs", "EnvMap", "env"),
    ),
    "pingcap.com/TidbNGMonitoring": (
        ("spec/additionalContainers", "ContainerList", "template"),
        ("spec/env", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/ngMonitoring/additionalContainers", "ContainerList", "template"),
        ("spec/ngMonitoring/env", "EnvVarList", "env"),
        ("spec/ngMonitoring/initContainers", "ContainerList", "template"),
    ),
    "pipes.services.k8s.aws/Pipe": (),
    "piraeus.io/LinstorCluster": (
        ("spec/controller/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/csiController/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/csiNode/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/highAvailabilityController/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/nfsServer/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/affinityController/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "piraeus.io/LinstorSatelliteConfiguration": (
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "pkg.crossplane.io/ControllerConfig": (
        ("spec?/env", "EnvVarList", "env"),
    ),
    "pkg.crossplane.io/DeploymentRuntimeConfig": (
        ("spec/deploymentTemplate/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "placement.kubernetes-fleet.io/Work": (
        ("spec/workload/manifests/*", "EmbeddedObject", "embedded"),
    ),
    "platform.confluent.io/Connect": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
    ),
    "platform.confluent.io/ControlCenter": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
        ("spec/services/alertmanager/containerTemplate/envVars", "EnvVarList", "env"),
        ("spec/services/prometheus/containerTemplate/envVars", "EnvVarList", "env"),
    ),
    "platform.confluent.io/FlinkApplication": (
        ("spec/jobManager/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/taskManager/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "platform.confluent.io/FlinkBlueGreenDeployment": (
        ("spec/template/spec/jobManager/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/template/spec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/template/spec/taskManager/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "platform.confluent.io/FlinkDeployment": (
        ("spec/jobManager/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/podTemplate", "PodTemplateSpec", "overlay"),
        ("spec/taskManager/podTemplate", "PodTemplateSpec", "overlay"),
    ),
    "platform.confluent.io/Gateway": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
    ),
    "platform.confluent.io/KRaftController": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
        ("spec/services/observer/containerOverrides/env", "EnvVarList", "env"),
    ),
    "platform.confluent.io/Kafka": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
        ("spec/services/observer/containerOverrides/env", "EnvVarList", "env"),
    ),
    "platform.confluent.io/KafkaRestProxy": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
    ),
    "platform.confluent.io/KsqlDB": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
    ),
    "platform.confluent.io/SchemaRegistry": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
    ),
    "platform.confluent.io/USMAgent": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
    ),
    "platform.confluent.io/Zookeeper": (
        ("spec/podTemplate/envVars", "EnvVarList", "env"),
    ),
    "policies.kubewarden.io/*": (),
    "policies.kyverno.io/*": (),
    "policy.open-cluster-management.io/ConfigurationPolicy": (
        ("spec/object-templates/*/objectDefinition", "EmbeddedObject", "embedded"),
    ),
    "policy.open-cluster-management.io/Policy": (
        ("spec/policy-templates/*/objectDefinition/spec/object-templates/*/objectDefinition", "EmbeddedObject", "embedded"),
    ),
    "policy.sigstore.dev/*": (),
    "postgres-operator.crunchydata.com/PGAdmin": (
        ("spec/instrumentation/config/environmentVariables", "EnvVarList", "env"),
    ),
    "postgres-operator.crunchydata.com/PostgresCluster": (
        ("spec/instances/*/containers", "ContainerList", "template"),
        ("spec/instrumentation/config/environmentVariables", "EnvVarList", "env"),
        ("spec/proxy/pgBouncer/containers", "ContainerList", "template"),
    ),
    "postgresql.cnpg.io/Cluster": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/postgresql/extensions/*/env", "NameValueList", "env"),
    ),
    "postgresql.cnpg.io/ClusterImageCatalog": (
        ("spec/images/*/extensions/*/env", "NameValueList", "env"),
    ),
    "postgresql.cnpg.io/ImageCatalog": (
        ("spec/images/*/extensions/*/env", "NameValueList", "env"),
    ),
    "postgresql.cnpg.io/Pooler": (
        ("spec/template", "PodTemplateSpec", "overlay"),
    ),
    "provisioning.cattle.io/Cluster": (
        ("spec/agentEnvVars", "NameValueList", "node"),
    ),
    "ps.percona.com/PerconaServerMySQL": (
        ("spec/mysql/env", "EnvVarList", "env"),
        ("spec/mysql/sidecars", "ContainerList", "template"),
        ("spec/orchestrator/env", "EnvVarList", "env"),
        ("spec/proxy/haproxy/env", "EnvVarList", "env"),
        ("spec/proxy/router/env", "EnvVarList", "env"),
        ("spec/toolkit/env", "EnvVarList", "env"),
    ),
    "ps.percona.com/PerconaServerMySQLBackup": (),
    "ps.percona.com/PerconaServerMySQLRestore": (),
    "psmdb.percona.com/PerconaServerMongoDB": (
        ("spec/replsets/*/arbiter/sidecars", "ContainerList", "template"),
        ("spec/replsets/*/hidden/sidecars", "ContainerList", "template"),
        ("spec/replsets/*/nonvoting/sidecars", "ContainerList", "template"),
        ("spec/replsets/*/sidecars", "ContainerList", "template"),
        ("spec/sharding/configsvrReplSet/arbiter/sidecars", "ContainerList", "template"),
        ("spec/sharding/configsvrReplSet/hidden/sidecars", "ContainerList", "template"),
        ("spec/sharding/configsvrReplSet/nonvoting/sidecars", "ContainerList", "template"),
        ("spec/sharding/configsvrReplSet/sidecars", "ContainerList", "template"),
        ("spec/sharding/mongos/sidecars", "ContainerList", "template"),
    ),
    "psmdb.percona.com/PerconaServerMongoDBClusterSync": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "pubsubplus.solace.com/PubSubPlusEventBroker": (
        ("spec/extraEnvVars", "NameValueList", "env"),
        ("spec/monitoring/extraEnvVars", "NameValueList", "env"),
    ),
    "pulsar.streamnative.io/PulsarBroker": (
        ("spec/config/compactionScheduler/pod/initContainers", "ContainerList", "template"),
        ("spec/config/compactionScheduler/pod/sidecars", "ContainerList", "template"),
        ("spec/initJobPod/initContainers", "ContainerList", "template"),
        ("spec/initJobPod/sidecars", "ContainerList", "template"),
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "pulsar.streamnative.io/PulsarBrokerRevision": (
        ("spec/config/compactionScheduler/pod/initContainers", "ContainerList", "template"),
        ("spec/config/compactionScheduler/pod/sidecars", "ContainerList", "template"),
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "pulsar.streamnative.io/PulsarFunctionsWorker": (
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "pulsar.streamnative.io/PulsarProxy": (
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
    "pxc.percona.com/PerconaXtraDBCluster": (
        ("spec/haproxy/sidecars", "ContainerList", "template"),
        ("spec/proxysql/sidecars", "ContainerList", "template"),
        ("spec/pxc/sidecars", "ContainerList", "template"),
    ),
    "pxc.percona.com/PerconaXtraDBClusterBackup": (
        ("spec/containerOptions/env", "EnvVarList", "env"),
    ),
    "pxc.percona.com/PerconaXtraDBClusterRestore": (
        ("spec/containerOptions/env", "EnvVarList", "env"),
    ),
    "quay.redhat.com/QuayRegistry": (
        ("spec/components/*/overrides/env", "EnvVarList", "env"),
    ),
    "rabbitmq.com/RabbitmqCluster": (
        ("spec/override/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "rabbitmq.com/SuperStreamConsumer": (
        ("spec/consumerPodSpec/default", "PodSpec", "template"),
        ("spec/consumerPodSpec/perRoutingKey/*", "PodSpec", "template"),
    ),
    "ray.io/RayCluster": (
        ("spec/autoscalerOptions/env", "EnvVarList", "env"),
        ("spec/headGroupSpec/template", "PodTemplateSpec", "template"),
        ("spec/workerGroupSpecs/*/template", "PodTemplateSpec", "template"),
    ),
    "ray.io/RayCronJob": (
        ("spec/jobTemplate/rayClusterSpec/autoscalerOptions/env", "EnvVarList", "env"),
        ("spec/jobTemplate/rayClusterSpec/headGroupSpec/template", "PodTemplateSpec", "template"),
        ("spec/jobTemplate/rayClusterSpec/historyServerOptions/collectorOptions/env", "EnvVarList", "env"),
        ("spec/jobTemplate/rayClusterSpec/workerGroupSpecs/*/template", "PodTemplateSpec", "template"),
        ("spec/jobTemplate/submitterPodTemplate", "PodTemplateSpec", "template"),
    ),
    "ray.io/RayJob": (
        ("spec/rayClusterSpec/autoscalerOptions/env", "EnvVarList", "env"),
        ("spec/rayClusterSpec/headGroupSpec/template", "PodTemplateSpec", "template"),
        ("spec/rayClusterSpec/workerGroupSpecs/*/template", "PodTemplateSpec", "template"),
        ("spec/submitterPodTemplate", "PodTemplateSpec", "template"),
    ),
    "ray.io/RayService": (
        ("spec/rayClusterConfig/autoscalerOptions/env", "EnvVarList", "env"),
        ("spec/rayClusterConfig/headGroupSpec/template", "PodTemplateSpec", "template"),
        ("spec/rayClusterConfig/workerGroupSpecs/*/template", "PodTemplateSpec", "template"),
    ),
    "redis.redis.opstreelabs.in/Redis": (
        ("spec/initContainer", "Container", "template"),
        ("spec/redisExporter/env", "EnvVarList", "env"),
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "redis.redis.opstreelabs.in/RedisCluster": (
        ("spec/initContainer", "Container", "template"),
        ("spec/redisExporter/env", "EnvVarList", "env"),
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "redis.redis.opstreelabs.in/RedisReplication": (
        ("spec/initContainer", "Container", "template"),
        ("spec/redisExporter/env", "EnvVarList", "env"),
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "redis.redis.opstreelabs.in/RedisSentinel": (
        ("spec/initContainer", "Container", "template"),
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "redkey.inditex.dev/Redkey": (
        ("spec/override/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/robin/template", "PodTemplateSpec", "overlay"),
    ),
    "redkey.inditex.dev/RedkeyConfig": (
        ("spec/override/statefulSet/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "registry.apicur.io/ApicurioRegistry": (
        ("spec/configuration/env", "EnvVarList", "env"),
        ("spec/deployment/podTemplateSpecPreview", "PodTemplateSpec", "overlay"),
    ),
    "registry.apicur.io/ApicurioRegistry3": (
        ("spec/app/env", "EnvVarList", "env"),
        ("spec/app/podTemplateSpec", "PodTemplateSpec", "overlay"),
        ("spec/studioUi/env", "EnvVarList", "env"),
        ("spec/studioUi/podTemplateSpec", "PodTemplateSpec", "overlay"),
        ("spec/ui/env", "EnvVarList", "env"),
        ("spec/ui/podTemplateSpec", "PodTemplateSpec", "overlay"),
    ),
    "renovate-operator.mogenius.com/RenovateJob": (
        ("spec/extraEnv", "EnvVarList", "env"),
    ),
    "repo-manager.pulpproject.org/Pulp": (
        ("spec/admin_password_job/container/env_vars", "EnvVarList", "env"),
        ("spec/api/env_vars", "EnvVarList", "env"),
        ("spec/api/init_container/env_vars", "EnvVarList", "env"),
        ("spec/content/env_vars", "EnvVarList", "env"),
        ("spec/content/init_container/env_vars", "EnvVarList", "env"),
        ("spec/migration_job/container/env_vars", "EnvVarList", "env"),
        ("spec/signing_job/container/env_vars", "EnvVarList", "env"),
        ("spec/web/env_vars", "EnvVarList", "env"),
        ("spec/worker/env_vars", "EnvVarList", "env"),
        ("spec/worker/init_container/env_vars", "EnvVarList", "env"),
    ),
    "reports.kyverno.io/*": (),
    "resource.streamnative.io/ComputeFlinkDeployment": (
        ("spec/communityTemplate/spec/jobManagerPodTemplate", "PodTemplateSpec", "overlay"),
        ("spec/communityTemplate/spec/taskManagerPodTemplate", "PodTemplateSpec", "overlay"),
        ("spec/configuration/envs", "NameValueList", "env"),
    ),
    "run.cnrm.cloud.google.com/RunJob": (),
    "run.cnrm.cloud.google.com/RunService": (),
    "sagemaker.services.k8s.aws/DataQualityJobDefinition": (),
    "sagemaker.services.k8s.aws/InferenceComponent": (),
    "sagemaker.services.k8s.aws/Model": (),
    "sagemaker.services.k8s.aws/ModelBiasJobDefinition": (),
    "sagemaker.services.k8s.aws/ModelExplainabilityJobDefinition": (),
    "sagemaker.services.k8s.aws/ModelPackage": (),
    "sagemaker.services.k8s.aws/ModelQualityJobDefinition": (),
    "sagemaker.services.k8s.aws/MonitoringSchedule": (),
    "sagemaker.services.k8s.aws/ProcessingJob": (),
    "sagemaker.services.k8s.aws/TrainingJob": (),
    "sagemaker.services.k8s.aws/TransformJob": (),
    "seaweed.seaweedfs.com/Seaweed": (
        ("spec/admin/env", "EnvVarList", "env"),
        ("spec/admin/initContainers", "ContainerList", "template"),
        ("spec/admin/sidecars", "ContainerList", "template"),
        ("spec/filer/env", "EnvVarList", "env"),
        ("spec/filer/initContainers", "ContainerList", "template"),
        ("spec/filer/sidecars", "ContainerList", "template"),
        ("spec/master/env", "EnvVarList", "env"),
        ("spec/master/initContainers", "ContainerList", "template"),
        ("spec/master/sidecars", "ContainerList", "template"),
        ("spec/s3/env", "EnvVarList", "env"),
        ("spec/s3/initContainers", "ContainerList", "template"),
        ("spec/s3/sidecars", "ContainerList", "template"),
        ("spec/sftp/env", "EnvVarList", "env"),
        ("spec/sftp/initContainers", "ContainerList", "template"),
        ("spec/sftp/sidecars", "ContainerList", "template"),
        ("spec/volume/env", "EnvVarList", "env"),
        ("spec/volume/initContainers", "ContainerList", "template"),
        ("spec/volume/sidecars", "ContainerList", "template"),
        ("spec/volumeTopology/*/env", "EnvVarList", "env"),
        ("spec/volumeTopology/*/initContainers", "ContainerList", "template"),
        ("spec/volumeTopology/*/sidecars", "ContainerList", "template"),
        ("spec/worker/env", "EnvVarList", "env"),
        ("spec/worker/initContainers", "ContainerList", "template"),
        ("spec/worker/sidecars", "ContainerList", "template"),
    ),
    "security.brcmlabs.com/Gateway": (
        ("spec/app/initContainers", "ContainerList", "template"),
        ("spec/app/sidecars", "ContainerList", "template"),
    ),
    "security.kubearmor.com/*": (),
    "security.openshift.io/*": (),
    "servicebinding.io/ServiceBinding": (),
    "serving.knative.dev/Configuration": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "serving.knative.dev/Revision": (
        ("spec", "PodSpec", "template"),
    ),
    "serving.knative.dev/Service": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "serving.kserve.io/ClusterServingRuntime": (
        ("spec", "PodSpec", "template"),
        ("spec/builtInAdapter/env", "EnvVarList", "env"),
        ("spec/workerSpec", "PodSpec", "template"),
    ),
    "serving.kserve.io/ClusterStorageContainer": (
        ("spec/container", "Container", "template"),
    ),
    "serving.kserve.io/InferenceService": (
        ("spec/explainer", "PodSpec", "overlay"),
        ("spec/predictor", "PodSpec", "overlay"),
        ("spec/predictor/workerSpec", "PodSpec", "overlay"),
        ("spec/transformer", "PodSpec", "overlay"),
        ("spec/canary/explainer/custom/container", "Container", "template"),
        ("spec/canary/predictor/custom/container", "Container", "template"),
        ("spec/canary/transformer/custom/container", "Container", "template"),
        ("spec/default/explainer/custom/container", "Container", "template"),
        ("spec/default/predictor/custom/container", "Container", "template"),
        ("spec/default/transformer/custom/container", "Container", "template"),
        ("spec/canary/*/predictor", "PodSpec", "overlay"),
        ("spec/canary/*/predictor/workerSpec", "PodSpec", "overlay"),
    ),
    "serving.kserve.io/LLMInferenceService": (
        ("spec/prefill/template", "PodSpec", "overlay"),
        ("spec/prefill/worker", "PodSpec", "overlay"),
        ("spec/router/scheduler/template", "PodSpec", "overlay"),
        ("spec/router/scheduler/tokenizer/template", "PodSpec", "template"),
        ("spec/template", "PodSpec", "overlay"),
        ("spec/worker", "PodSpec", "overlay"),
    ),
    "serving.kserve.io/LLMInferenceServiceConfig": (
        ("spec/prefill/template", "PodSpec", "overlay"),
        ("spec/prefill/worker", "PodSpec", "overlay"),
        ("spec/router/scheduler/template", "PodSpec", "overlay"),
        ("spec/router/scheduler/tokenizer/template", "PodSpec", "template"),
        ("spec/template", "PodSpec", "overlay"),
        ("spec/worker", "PodSpec", "overlay"),
    ),
    "serving.kserve.io/ServingRuntime": (
        ("spec", "PodSpec", "template"),
        ("spec/builtInAdapter/env", "EnvVarList", "env"),
        ("spec/workerSpec", "PodSpec", "template"),
    ),
    "serving.kubeflow.org/InferenceService": (
        ("spec/canary/explainer/custom/container", "Container", "template"),
        ("spec/canary/predictor/custom/container", "Container", "template"),
        ("spec/canary/transformer/custom/container", "Container", "template"),
        ("spec/default/explainer/custom/container", "Container", "template"),
        ("spec/default/predictor/custom/container", "Container", "template"),
        ("spec/default/transformer/custom/container", "Container", "template"),
        ("spec/explainer", "PodSpec", "overlay"),
        ("spec/predictor", "PodSpec", "overlay"),
        ("spec/transformer", "PodSpec", "overlay"),
    ),
    "serving.kubeflow.org/KFService": (
        ("spec/canary/custom/container", "Container", "template"),
        ("spec/default/custom/container", "Container", "template"),
    ),
    "settings.k8s.io/*": (),
    "shipwright.io/Build": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "shipwright.io/BuildRun": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "shipwright.io/BuildStrategy": (
        ("spec/buildSteps", "ContainerList", "template"),
        ("spec/steps", "ContainerList", "template"),
    ),
    "shipwright.io/ClusterBuildStrategy": (
        ("spec/buildSteps", "ContainerList", "template"),
        ("spec/steps", "ContainerList", "template"),
    ),
    "sinks.knative.dev/JobSink": (
        ("spec/job/spec/template", "PodTemplateSpec", "template"),
    ),
    "solr.apache.org/SolrCloud": (
        ("spec/customSolrKubeOptions/podOptions/envVars", "EnvVarList", "env"),
        ("spec/customSolrKubeOptions/podOptions/initContainers", "ContainerList", "template"),
        ("spec/customSolrKubeOptions/podOptions/sidecarContainers", "ContainerList", "template"),
        ("spec/zookeeperRef/provided/containers", "ContainerList", "template"),
        ("spec/zookeeperRef/provided/initContainers", "ContainerList", "template"),
        ("spec/zookeeperRef/provided/zookeeperPodPolicy/env", "EnvVarList", "env"),
    ),
    "solr.apache.org/SolrPrometheusExporter": (
        ("spec/customKubeOptions/podOptions/envVars", "EnvVarList", "env"),
        ("spec/customKubeOptions/podOptions/initContainers", "ContainerList", "template"),
        ("spec/customKubeOptions/podOptions/sidecarContainers", "ContainerList", "template"),
    ),
    "sonataflow.org/SonataFlow": (
        ("spec/podTemplate", "PodSpec", "overlay"),
        ("spec/podTemplate/container", "Container", "template"),
    ),
    "sonataflow.org/SonataFlowBuild": (
        ("spec/envs", "EnvVarList", "env"),
    ),
    "sonataflow.org/SonataFlowPlatform": (
        ("spec/build/template/envs", "EnvVarList", "env"),
        ("spec/services/dataIndex/podTemplate", "PodSpec", "overlay"),
        ("spec/services/dataIndex/podTemplate/container", "Container", "template"),
        ("spec/services/jobService/podTemplate", "PodSpec", "overlay"),
        ("spec/services/jobService/podTemplate/container", "Container", "template"),
    ),
    "sources.knative.dev/ContainerSource": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "sources.knative.dev/IntegrationSource": (
        ("spec/template", "PodTemplateSpec", "overlay"),
    ),
    "spark.stackable.tech/SparkConnectServer": (
        ("spec/server/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/executor/podOverrides", "PodTemplateSpec", "overlay"),
    ),
    "sparkoperator.k8s.io/ScheduledSparkApplication": (
        ("spec/template/driver/env", "EnvVarList", "env"),
        ("spec/template/driver/envVars", "EnvMap", "env"),
        ("spec/template/driver/initContainers", "ContainerList", "overlay"),
        ("spec/template/driver/sidecars", "ContainerList", "overlay"),
        ("spec/template/executor/env", "EnvVarList", "env"),
        ("spec/template/executor/envVars", "EnvMap", "env"),
        ("spec/template/executor/initContainers", "ContainerList", "overlay"),
        ("spec/template/executor/sidecars", "ContainerList", "overlay"),
        ("spec/template/driver/template", "PodTemplateSpec", "overlay"),
        ("spec/template/executor/template", "PodTemplateSpec", "overlay"),
    ),
    "sparkoperator.k8s.io/SparkApplication": (
        ("spec/driver/env", "EnvVarList", "env"),
        ("spec/driver/envVars", "EnvMap", "env"),
        ("spec/driver/initContainers", "ContainerList", "overlay"),
        ("spec/driver/sidecars", "ContainerList", "overlay"),
        ("spec/executor/env", "EnvVarList", "env"),
        ("spec/executor/envVars", "EnvMap", "env"),
        ("spec/executor/initContainers", "ContainerList", "overlay"),
        ("spec/executor/sidecars", "ContainerList", "overlay"),
        ("spec/driver/template", "PodTemplateSpec", "overlay"),
        ("spec/executor/template", "PodTemplateSpec", "overlay"),
    ),
    "sparkoperator.k8s.io/SparkConnect": (
        ("spec/server/template", "PodTemplateSpec", "overlay"),
        ("spec/executor/template", "PodTemplateSpec", "overlay"),
    ),
    "spdx.softwarecomposition.kubescape.io/*": (),
    "spot.io/SpotDeployment": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "stackgres.io/SGCluster": (
        ("spec/pods/customInitContainers", "ContainerList", "template"),
        ("spec/pods/customContainers", "ContainerList", "template"),
    ),
    "stackgres.io/SGShardedCluster": (
        ("spec/coordinator/pods/customInitContainers", "ContainerList", "template"),
        ("spec/coordinator/pods/customContainers", "ContainerList", "template"),
        ("spec/workers/pods/customInitContainers", "ContainerList", "template"),
        ("spec/workers/pods/customContainers", "ContainerList", "template"),
        ("spec/workers/overrides/*/pods/customInitContainers", "ContainerList", "template"),
        ("spec/workers/overrides/*/pods/customContainers", "ContainerList", "template"),
        ("spec/shards/pods/customInitContainers", "ContainerList", "template"),
        ("spec/shards/pods/customContainers", "ContainerList", "template"),
        ("spec/shards/overrides/*/pods/customInitContainers", "ContainerList", "template"),
        ("spec/shards/overrides/*/pods/customContainers", "ContainerList", "template"),
    ),
    "status.gatekeeper.sh/*": (),
    "storage.dell.com/CSIIsilon": (
        ("spec/driver/common/envs", "EnvVarList", "env"),
        ("spec/driver/controller/envs", "EnvVarList", "env"),
        ("spec/driver/initContainers/*/envs", "EnvVarList", "env"),
        ("spec/driver/node/envs", "EnvVarList", "env"),
        ("spec/driver/sideCars/*/envs", "EnvVarList", "env"),
    ),
    "storage.dell.com/CSIPowerMax": (
        ("spec/driver/common/envs", "EnvVarList", "env"),
        ("spec/driver/controller/envs", "EnvVarList", "env"),
        ("spec/driver/initContainers/*/envs", "EnvVarList", "env"),
        ("spec/driver/node/envs", "EnvVarList", "env"),
        ("spec/driver/sideCars/*/envs", "EnvVarList", "env"),
    ),
    "storage.dell.com/CSIPowerStore": (
        ("spec/driver/common/envs", "EnvVarList", "env"),
        ("spec/driver/controller/envs", "EnvVarList", "env"),
        ("spec/driver/initContainers/*/envs", "EnvVarList", "env"),
        ("spec/driver/node/envs", "EnvVarList", "env"),
        ("spec/driver/sideCars/*/envs", "EnvVarList", "env"),
    ),
    "storage.dell.com/CSIUnity": (
        ("spec/driver/common/envs", "EnvVarList", "env"),
        ("spec/driver/controller/envs", "EnvVarList", "env"),
        ("spec/driver/initContainers/*/envs", "EnvVarList", "env"),
        ("spec/driver/node/envs", "EnvVarList", "env"),
        ("spec/driver/sideCars/*/envs", "EnvVarList", "env"),
    ),
    "storage.dell.com/CSIVXFlexOS": (
        ("spec/driver/common/envs", "EnvVarList", "env"),
        ("spec/driver/controller/envs", "EnvVarList", "env"),
        ("spec/driver/initContainers/*/envs", "EnvVarList", "env"),
        ("spec/driver/node/envs", "EnvVarList", "env"),
        ("spec/driver/sideCars/*/envs", "EnvVarList", "env"),
    ),
    "storage.dell.com/ContainerStorageModule": (
        ("spec/driver/common/envs", "EnvVarList", "env"),
        ("spec/driver/controller/envs", "EnvVarList", "env"),
        ("spec/driver/initContainers/*/envs", "EnvVarList", "env"),
        ("spec/driver/node/envs", "EnvVarList", "env"),
        ("spec/driver/sideCars/*/envs", "EnvVarList", "env"),
        ("spec/modules/*/components/*/envs", "EnvVarList", "env"),
        ("spec/modules/*/initContainer/*/envs", "EnvVarList", "env"),
    ),
    "stunner.l7mp.io/Dataplane": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "superset.stackable.tech/SupersetCluster": (
        ("spec/nodes/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/nodes/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/nodes/envOverrides", "EnvMap", "env"),
        ("spec/nodes/roleGroups/*/envOverrides", "EnvMap", "env"),
    ),
    "syndesis.io/Syndesis": (),
    "tackle.konveyor.io/Addon": (
        ("spec/container", "Container", "template"),
    ),
    "tackle.konveyor.io/Extension": (
        ("spec/container", "Container", "template"),
    ),
    "tailscale.com/ProxyClass": (
        ("spec/statefulSet/pod/tailscaleContainer/env", "NameValueList", "env"),
        ("spec/statefulSet/pod/tailscaleInitContainer/env", "NameValueList", "env"),
    ),
    "tailscale.com/Recorder": (
        ("spec/statefulSet/pod/container/env", "NameValueList", "env"),
    ),
    "tekton.dev/ClusterTask": (
        ("spec", "TektonTaskSpec", "template"),
    ),
    "tekton.dev/Pipeline": (
        ("spec", "TektonPipelineSpec", "template"),
    ),
    "tekton.dev/PipelineRun": (
        ("spec/pipelineSpec", "TektonPipelineSpec", "template"),
    ),
    "tekton.dev/StepAction": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "tekton.dev/Task": (
        ("spec", "TektonTaskSpec", "template"),
    ),
    "tekton.dev/TaskRun": (
        ("spec/taskSpec", "TektonTaskSpec", "template"),
        ("spec/podTemplate/env", "EnvVarList", "env"),
    ),
    "template.openshift.io/Template": (
        ("objects/*", "EmbeddedObject", "embedded"),
    ),
    "templates.gatekeeper.sh/*": (),
    "tempo.grafana.com/TempoMonolithic": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "tempo.grafana.com/TempoStack": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "temporal.io/TemporalCluster": (
        ("spec/jobInitContainers", "ContainerList", "template"),
        ("spec/services/frontend/initContainers", "ContainerList", "template"),
        ("spec/services/history/initContainers", "ContainerList", "template"),
        ("spec/services/internalFrontend/initContainers", "ContainerList", "template"),
        ("spec/services/matching/initContainers", "ContainerList", "template"),
        ("spec/services/worker/initContainers", "ContainerList", "template"),
        ("spec/services/overrides/deployment/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/services/frontend/overrides/deployment/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/services/history/overrides/deployment/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/services/internalFrontend/overrides/deployment/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/services/matching/overrides/deployment/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/services/worker/overrides/deployment/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/ui/overrides/deployment/spec/template", "PodTemplateSpec", "overlay"),
        ("spec/admintools/overrides/deployment/spec/template", "PodTemplateSpec", "overlay"),
    ),
    "temporal.io/TemporalWorkerDeployment": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "temporal.io/WorkerDeployment": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "temporal.io/WorkerResourceTemplate": (
        ("spec/template", "EmbeddedObject", "embedded"),
    ),
    "tests.testkube.io/Test": (),
    "tests.testkube.io/TestExecution": (
        ("spec/executionRequest/envs", "EnvMap", "env"),
        ("spec/executionRequest/secretEnvs", "EnvMap", "env"),
    ),
    "testworkflows.testkube.io/TestWorkflow": (
        ("spec", "TestWorkflowSteps", "template"),
        ("spec/after/*/services/*/env", "EnvVarList", "env"),
        ("spec/services/*/env", "EnvVarList", "env"),
        ("spec/setup/*/services/*/env", "EnvVarList", "env"),
        ("spec/steps/*/services/*/env", "EnvVarList", "env"),
    ),
    "testworkflows.testkube.io/TestWorkflowTemplate": (
        ("spec", "TestWorkflowSteps", "template"),
        ("spec/after/*/services/*/env", "EnvVarList", "env"),
        ("spec/services/*/env", "EnvVarList", "env"),
        ("spec/setup/*/services/*/env", "EnvVarList", "env"),
        ("spec/steps/*/services/*/env", "EnvVarList", "env"),
    ),
    "trainer.kubeflow.org/ClusterTrainingRuntime": (
        ("spec/template/spec/replicatedJobs/*/template/spec/template", "PodTemplateSpec", "template"),
    ),
    "trainer.kubeflow.org/OptimizationJob": (
        ("spec/trainJobTemplate/spec/initializer/dataset/env", "EnvVarList", "env"),
        ("spec/trainJobTemplate/spec/initializer/model/env", "EnvVarList", "env"),
        ("spec/trainJobTemplate/spec/runtimePatches/*/trainingRuntimeSpec/template/spec/replicatedJobs/*/template/spec/template/spec/containers/*/env", "EnvVarList", "env"),
        ("spec/trainJobTemplate/spec/runtimePatches/*/trainingRuntimeSpec/template/spec/replicatedJobs/*/template/spec/template/spec/initContainers/*/env", "EnvVarList", "env"),
        ("spec/trainJobTemplate/spec/trainer/env", "EnvVarList", "env"),
    ),
    "trainer.kubeflow.org/TrainJob": (
        ("spec/initializer/dataset/env", "EnvVarList", "env"),
        ("spec/initializer/model/env", "EnvVarList", "env"),
        ("spec/runtimePatches/*/trainingRuntimeSpec/template/spec/replicatedJobs/*/template/spec/template/spec/containers/*/env", "EnvVarList", "env"),
        ("spec/runtimePatches/*/trainingRuntimeSpec/template/spec/replicatedJobs/*/template/spec/template/spec/initContainers/*/env", "EnvVarList", "env"),
        ("spec/trainer/env", "EnvVarList", "env"),
        ("spec/podTemplateOverrides/*/spec/containers/*/env", "EnvVarList", "env"),
        ("spec/podTemplateOverrides/*/spec/initContainers/*/env", "EnvVarList", "env"),
    ),
    "trainer.kubeflow.org/TrainingRuntime": (
        ("spec/template/spec/replicatedJobs/*/template/spec/template", "PodTemplateSpec", "template"),
    ),
    "triggers.tekton.dev/EventListener": (
        ("spec/resources/kubernetesResource/spec/template/spec", "PodSpec", "overlay"),
        ("spec/resources/customResource/spec/template/spec", "PodSpec", "overlay"),
    ),
    "triggers.tekton.dev/TriggerTemplate": (
        ("spec/resourcetemplates/*", "EmbeddedObject", "embedded"),
    ),
    "trino.stackable.tech/TrinoCluster": (
        ("spec/coordinators/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/workers/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/coordinators/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/workers/roleGroups/*/podOverrides", "PodTemplateSpec", "overlay"),
        ("spec/coordinators/envOverrides", "EnvMap", "env"),
        ("spec/workers/envOverrides", "EnvMap", "env"),
        ("spec/coordinators/roleGroups/*/envOverrides", "EnvMap", "env"),
        ("spec/workers/roleGroups/*/envOverrides", "EnvMap", "env"),
    ),
    "twingate.com/TwingateConnector": (
        ("spec/sidecarContainers", "ContainerList", "template"),
    ),
    "types.kubefed.io/FederatedCronJob": (
        ("spec/template", "EmbeddedObject batch/v1/CronJob", "embedded"),
    ),
    "types.kubefed.io/FederatedDaemonSet": (
        ("spec/template", "EmbeddedObject apps/v1/DaemonSet", "embedded"),
    ),
    "types.kubefed.io/FederatedDeployment": (
        ("spec/template", "EmbeddedObject apps/v1/Deployment", "embedded"),
    ),
    "types.kubefed.io/FederatedJob": (
        ("spec/template", "EmbeddedObject batch/v1/Job", "embedded"),
    ),
    "types.kubefed.io/FederatedPod": (
        ("spec/template", "EmbeddedObject v1/Pod", "embedded"),
    ),
    "types.kubefed.io/FederatedReplicaSet": (
        ("spec/template", "EmbeddedObject apps/v1/ReplicaSet", "embedded"),
    ),
    "types.kubefed.io/FederatedStatefulSet": (
        ("spec/template", "EmbeddedObject apps/v1/StatefulSet", "embedded"),
    ),
    "upgrade.cattle.io/Plan": (
        ("spec/prepare/envs", "EnvVarList", "env"),
        ("spec/upgrade/envs", "EnvVarList", "env"),
    ),
    "upstream.pgv2.percona.com/PGUpgrade": (
        ("spec/initContainers", "ContainerList", "template"),
    ),
    "upstream.pgv2.percona.com/PostgresCluster": (
        ("spec/backups/pgbackrest/env", "EnvVarList", "env"),
        ("spec/backups/pgbackrest/manual/env", "EnvVarList", "env"),
        ("spec/backups/pgbackrest/repoHost/sidecars", "ContainerList", "template"),
        ("spec/backups/pgbackrest/restore/env", "EnvVarList", "env"),
        ("spec/dataSource/postgresCluster/env", "EnvVarList", "env"),
        ("spec/instances/*/containers", "ContainerList", "template"),
        ("spec/instances/*/env", "EnvVarList", "env"),
        ("spec/instances/*/initContainers", "ContainerList", "template"),
        ("spec/proxy/pgBouncer/containers", "ContainerList", "template"),
        ("spec/proxy/pgBouncer/env", "EnvVarList", "env"),
    ),
    "valkey.io/ValkeyCluster": (
        ("spec/containers", "ContainerList", "template"),
    ),
    "valkey.io/ValkeyNode": (
        ("spec/containers", "ContainerList", "template"),
    ),
    "vault.banzaicloud.com/Vault": (
        ("spec/envsConfig", "EnvVarList", "env"),
        ("spec/sidecarEnvsConfig", "EnvVarList", "env"),
        ("spec/vaultConfigurerPodSpec", "PodSpec", "overlay"),
        ("spec/vaultContainerSpec", "Container", "template"),
        ("spec/vaultContainers", "ContainerList", "template"),
        ("spec/vaultEnvsConfig", "EnvVarList", "env"),
        ("spec/vaultInitContainers", "ContainerList", "template"),
        ("spec/vaultPodSpec", "PodSpec", "overlay"),
    ),
    "velero.io/Restore": (),
    "vertica.com/VerticaDB": (
        ("spec/extraEnv", "EnvVarList", "env"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/sidecars", "ContainerList", "template"),
    ),
    "vertica.com/VerticaScrutinize": (
        ("spec/initContainers", "ContainerList", "template"),
    ),
    "wgpolicyk8s.io/*": (),
    "work.karmada.io/Work": (
        ("spec/workload/manifests/*", "EmbeddedObject", "embedded"),
    ),
    "work.open-cluster-management.io/ManifestWork": (
        ("spec/workload/manifests/*", "EmbeddedObject", "embedded"),
    ),
    "work.open-cluster-management.io/ManifestWorkReplicaSet": (
        ("spec/manifestWorkTemplate/workload/manifests/*", "EmbeddedObject", "embedded"),
    ),
    "workload.codeflare.dev/AppWrapper": (
        ("spec/components/*/template", "EmbeddedObject", "embedded"),
        ("spec/resources/GenericItems/*/generictemplate", "EmbeddedObject", "embedded"),
    ),
    "workloads.kubeblocks.io/Instance": (
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "workloads.kubeblocks.io/InstanceSet": (
        ("spec/instances/*/env", "EnvVarList", "env"),
        ("spec/template", "PodTemplateSpec", "template"),
    ),
    "workspace.devfile.io/DevWorkspace": (
        ("spec/template/components/*/container/env", "NameValueList", "env"),
    ),
    "workspace.devfile.io/DevWorkspaceTemplate": (
        ("spec/components/*/container/env", "NameValueList", "env"),
    ),
    "workstations.cnrm.cloud.google.com/WorkstationConfig": (),
    "yaks.citrusframework.org/Test": (
        ("spec/env", "StringList", "env"),
        ("spec/selenium/env", "StringList", "env"),
    ),
    "zookeeper.pravega.io/ZookeeperCluster": (
        ("spec/containers", "ContainerList", "template"),
        ("spec/initContainers", "ContainerList", "template"),
        ("spec/pod/env", "EnvVarList", "env"),
    ),
    "zookeeper.streamnative.io/ZooKeeperCluster": (
        ("spec/pod/initContainers", "ContainerList", "template"),
        ("spec/pod/sidecars", "ContainerList", "template"),
    ),
}

BY_VERSION: dict[str, dict[str, tuple[Row, ...]]] = {
  "apps.emqx.io/EmqxBroker": {
    "v1beta4": (),
    "v1beta3": (
        ("spec/env", "EnvVarList", "env"),
    ),
  },
  "apps.emqx.io/EmqxEnterprise": {
    "v1beta4": (),
    "v1beta3": (
        ("spec/env", "EnvVarList", "env"),
    ),
  },
  "argoproj.io/ArgoCD": {
    "v1beta1": (
        ("spec/imageUpdater/env", "EnvVarList", "env"),
        ("spec/sso/dex/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
  },
  "broker.amq.io/ActiveMQArtemis": {
    "v1beta1": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "v2alpha5": (),
    "v2alpha4": (),
    "v2alpha3": (),
    "v2alpha2": (),
    "v2alpha1": (),
  },
  "controlplane.cluster.x-k8s.io/AWSManagedControlPlane": {
    "v1beta2": (
        ("spec/vpcCni/env", "EnvVarList", "env"),
    ),
    "v1beta1": (
        ("spec/vpcCni/env", "EnvVarList", "env"),
    ),
    "v1alpha4": (),
    "v1alpha3": (),
  },
  "datadoghq.com/DatadogAgent": {
    "v2alpha1": (
        ("spec/features/admissionController/agentSidecarInjection/profiles/*/env", "EnvVarList", "env"),
        ("spec/global/env", "EnvVarList", "env"),
        ("spec/override/*/containers/*/env", "EnvVarList", "env"),
        ("spec/override/*/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (
        ("spec/agent/apm/env", "EnvVarList", "env"),
        ("spec/agent/config/env", "EnvVarList", "env"),
        ("spec/agent/env", "EnvVarList", "env"),
        ("spec/agent/process/env", "EnvVarList", "env"),
        ("spec/agent/security/env", "EnvVarList", "env"),
        ("spec/agent/systemProbe/env", "EnvVarList", "env"),
        ("spec/clusterAgent/config/env", "EnvVarList", "env"),
        ("spec/clusterChecksRunner/config/env", "EnvVarList", "env"),
    ),
  },
  "dynatrace.com/DynaKube": {
    "v1beta6": (
        ("spec/activeGate/env", "EnvVarList", "env"),
        ("spec/oneAgent/classicFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/cloudNativeFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/hostMonitoring/env", "EnvVarList", "env"),
        ("spec/templates/kspmNodeConfigurationCollector/env", "EnvVarList", "env"),
    ),
    "v1beta5": (
        ("spec/activeGate/env", "EnvVarList", "env"),
        ("spec/oneAgent/classicFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/cloudNativeFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/hostMonitoring/env", "EnvVarList", "env"),
        ("spec/templates/kspmNodeConfigurationCollector/env", "EnvVarList", "env"),
    ),
    "v1beta4": (
        ("spec/activeGate/env", "EnvVarList", "env"),
        ("spec/oneAgent/classicFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/cloudNativeFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/hostMonitoring/env", "EnvVarList", "env"),
        ("spec/templates/kspmNodeConfigurationCollector/env", "EnvVarList", "env"),
    ),
    "v1beta3": (
        ("spec/activeGate/env", "EnvVarList", "env"),
        ("spec/oneAgent/classicFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/cloudNativeFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/hostMonitoring/env", "EnvVarList", "env"),
        ("spec/templates/kspmNodeConfigurationCollector/env", "EnvVarList", "env"),
    ),
    "v1beta2": (
        ("spec/activeGate/env", "EnvVarList", "env"),
        ("spec/oneAgent/classicFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/cloudNativeFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/hostMonitoring/env", "EnvVarList", "env"),
    ),
    "v1beta1": (
        ("spec/kubernetesMonitoring/env", "EnvVarList", "env"),
        ("spec/routing/env", "EnvVarList", "env"),
        ("spec/activeGate/env", "EnvVarList", "env"),
        ("spec/oneAgent/classicFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/cloudNativeFullStack/env", "EnvVarList", "env"),
        ("spec/oneAgent/hostMonitoring/env", "EnvVarList", "env"),
    ),
    "v1alpha5": (),
    "v1alpha1": (
        ("spec/classicFullStack/env", "EnvVarList", "env"),
        ("spec/kubernetesMonitoring/env", "EnvVarList", "env"),
        ("spec/routing/env", "EnvVarList", "env"),
    ),
  },
  "kafka.strimzi.io/Kafka": {
    "v1": (),
    "v1beta2": (
        ("spec/cruiseControl/template/tlsSidecarContainer/env", "EnvVarList", "env"),
        ("spec/entityOperator/template/tlsSidecarContainer/env", "EnvVarList", "env"),
        ("spec/jmxTrans/template/container/env", "EnvVarList", "env"),
        ("spec/zookeeper/template/zookeeperContainer/env", "EnvVarList", "env"),
    ),
  },
  "logging.banzaicloud.io/Logging": {
    "v1beta1": (
        ("spec/fluentbit/envVars", "EnvVarList", "env"),
        ("spec/fluentd/envVars", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
  },
  "milvus.io/Milvus": {
    "v1beta1": (
        ("spec/components/cdc/env", "EnvVarList", "env"),
        ("spec/components/dataCoord/env", "EnvVarList", "env"),
        ("spec/components/dataNode/env", "EnvVarList", "env"),
        ("spec/components/dataNode/groups/*/extraEnv", "EnvVarList", "env"),
        ("spec/components/env", "EnvVarList", "env"),
        ("spec/components/indexCoord/env", "EnvVarList", "env"),
        ("spec/components/indexNode/env", "EnvVarList", "env"),
        ("spec/components/mixCoord/env", "EnvVarList", "env"),
        ("spec/components/proxy/env", "EnvVarList", "env"),
        ("spec/components/proxy/groups/*/extraEnv", "EnvVarList", "env"),
        ("spec/components/queryCoord/env", "EnvVarList", "env"),
        ("spec/components/queryNode/env", "EnvVarList", "env"),
        ("spec/components/queryNode/groups/*/extraEnv", "EnvVarList", "env"),
        ("spec/components/rootCoord/env", "EnvVarList", "env"),
        ("spec/components/standalone/env", "EnvVarList", "env"),
        ("spec/components/streamingNode/env", "EnvVarList", "env"),
        ("spec/components/streamingNode/groups/*/extraEnv", "EnvVarList", "env"),
    ),
    "v1alpha1": (
        ("spec/env", "EnvVarList", "env"),
    ),
  },
  "operator.cluster.x-k8s.io/BootstrapProvider": {
    "v1alpha2": (
        ("spec/additionalDeployments/*/deployment/containers/*/env", "EnvVarList", "env"),
        ("spec/deployment/containers/*/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (
        ("spec/deployment/containers/*", "Container", "template"),
    ),
  },
  "operator.cluster.x-k8s.io/ControlPlaneProvider": {
    "v1alpha2": (
        ("spec/additionalDeployments/*/deployment/containers/*/env", "EnvVarList", "env"),
        ("spec/deployment/containers/*/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (
        ("spec/deployment/containers/*", "Container", "template"),
    ),
  },
  "operator.cluster.x-k8s.io/CoreProvider": {
    "v1alpha2": (
        ("spec/additionalDeployments/*/deployment/containers/*/env", "EnvVarList", "env"),
        ("spec/deployment/containers/*/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (
        ("spec/deployment/containers/*", "Container", "template"),
    ),
  },
  "operator.cluster.x-k8s.io/InfrastructureProvider": {
    "v1alpha2": (
        ("spec/additionalDeployments/*/deployment/containers/*/env", "EnvVarList", "env"),
        ("spec/deployment/containers/*/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (
        ("spec/deployment/containers/*", "Container", "template"),
    ),
  },
  "org.eclipse.che/CheCluster": {
    "v2": (
        ("spec/devEnvironments/defaultComponents/*/container/env", "NameValueList", "env"),
        ("spec/devEnvironments/defaultComponents/*/plugin/components/*/container/env", "NameValueList", "env"),
    ),
    "v1": (
        ("spec/auth/gatewayConfigBumpEnv", "EnvVarList", "env"),
        ("spec/auth/gatewayEnv", "EnvVarList", "env"),
        ("spec/auth/gatewayKubeRbacProxyEnv", "EnvVarList", "env"),
        ("spec/auth/gatewayOAuthProxyEnv", "EnvVarList", "env"),
        ("spec/database/postgresEnv", "EnvVarList", "env"),
        ("spec/devWorkspace/env", "EnvVarList", "env"),
        ("spec/server/cheServerEnv", "EnvVarList", "env"),
        ("spec/server/dashboardEnv", "EnvVarList", "env"),
        ("spec/server/devfileRegistryEnv", "EnvVarList", "env"),
        ("spec/server/pluginRegistryEnv", "EnvVarList", "env"),
        ("spec/server/workspaceDefaultComponents/*/container/env", "NameValueList", "env"),
        ("spec/server/workspaceDefaultComponents/*/plugin/components/*/container/env", "NameValueList", "env"),
    ),
  },
  "ps.percona.com/PerconaServerMySQL": {
    "v1": (
        ("spec/backup/pitr/binlogServer/env", "EnvVarList", "env"),
        ("spec/backup/storages/*/containerOptions/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
  },
  "ps.percona.com/PerconaServerMySQLBackup": {
    "v1": (
        ("spec/containerOptions/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
  },
  "ps.percona.com/PerconaServerMySQLRestore": {
    "v1": (
        ("spec/backupSource/storage/containerOptions/env", "EnvVarList", "env"),
        ("spec/containerOptions/env", "EnvVarList", "env"),
        ("spec/pitr/backupSource/binlogServer/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
  },
  "psmdb.percona.com/PerconaServerMongoDB": {
    "v1": (
        ("spec/logcollector/env", "EnvVarList", "env"),
        ("spec/replsets/*/env", "EnvVarList", "env"),
        ("spec/sharding/configsvrReplSet/env", "EnvVarList", "env"),
        ("spec/sharding/mongos/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
    "v1-1-0": (),
    "v1-10-0": (),
    "v1-11-0": (),
    "v1-12-0": (),
    "v1-2-0": (),
    "v1-3-0": (),
    "v1-4-0": (),
    "v1-5-0": (),
    "v1-6-0": (),
    "v1-7-0": (),
    "v1-8-0": (),
    "v1-9-0": (),
  },
  "pxc.percona.com/PerconaXtraDBCluster": {
    "v1": (
        ("spec/backup/storages/*/containerOptions/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
    "v1-1-0": (),
    "v1-10-0": (),
    "v1-11-0": (),
    "v1-2-0": (),
    "v1-3-0": (),
    "v1-4-0": (),
    "v1-5-0": (),
    "v1-6-0": (),
    "v1-7-0": (),
    "v1-8-0": (),
    "v1-9-0": (),
  },
  "ray.io/RayCluster": {
    "v1": (
        ("spec/historyServerOptions/collectorOptions/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
  },
  "ray.io/RayJob": {
    "v1": (
        ("spec/rayClusterSpec/historyServerOptions/collectorOptions/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
  },
  "ray.io/RayService": {
    "v1": (
        ("spec/rayClusterConfig/historyServerOptions/collectorOptions/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (),
  },
  "redis.redis.opstreelabs.in/Redis": {
    "v1beta2": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "v1beta1": (),
  },
  "redis.redis.opstreelabs.in/RedisCluster": {
    "v1beta2": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "v1beta1": (),
  },
  "redis.redis.opstreelabs.in/RedisReplication": {
    "v1beta2": (
        ("spec/env", "EnvVarList", "env"),
    ),
    "v1beta1": (),
  },
  "redis.redis.opstreelabs.in/RedisSentinel": {
    "v1beta2": (
        ("spec/env", "EnvVarList", "env"),
        ("spec/redisExporter/env", "EnvVarList", "env"),
    ),
    "v1beta1": (),
  },
  "serving.kserve.io/InferenceService": {
    "v1beta1": (
        ("spec/explainer/art/env", "EnvVarList", "env"),
        ("spec/predictor/huggingface/env", "EnvVarList", "env"),
        ("spec/predictor/lightgbm/env", "EnvVarList", "env"),
        ("spec/predictor/model/env", "EnvVarList", "env"),
        ("spec/predictor/onnx/env", "EnvVarList", "env"),
        ("spec/predictor/paddle/env", "EnvVarList", "env"),
        ("spec/predictor/pmml/env", "EnvVarList", "env"),
        ("spec/predictor/pytorch/env", "EnvVarList", "env"),
        ("spec/predictor/sklearn/env", "EnvVarList", "env"),
        ("spec/predictor/tensorflow/env", "EnvVarList", "env"),
        ("spec/predictor/triton/env", "EnvVarList", "env"),
        ("spec/predictor/xgboost/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/huggingface/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/lightgbm/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/model/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/onnx/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/paddle/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/pmml/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/pytorch/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/sklearn/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/tensorflow/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/triton/env", "EnvVarList", "env"),
        ("spec/canary/*/predictor/xgboost/env", "EnvVarList", "env"),
    ),
    "v1alpha2": (),
  },
  "serving.kubeflow.org/InferenceService": {
    "v1beta1": (
        ("spec/explainer/aix/env", "EnvVarList", "env"),
        ("spec/explainer/alibi/env", "EnvVarList", "env"),
        ("spec/explainer/art/env", "EnvVarList", "env"),
        ("spec/predictor/lightgbm/env", "EnvVarList", "env"),
        ("spec/predictor/onnx/env", "EnvVarList", "env"),
        ("spec/predictor/paddle/env", "EnvVarList", "env"),
        ("spec/predictor/pmml/env", "EnvVarList", "env"),
        ("spec/predictor/pytorch/env", "EnvVarList", "env"),
        ("spec/predictor/sklearn/env", "EnvVarList", "env"),
        ("spec/predictor/tensorflow/env", "EnvVarList", "env"),
        ("spec/predictor/triton/env", "EnvVarList", "env"),
        ("spec/predictor/xgboost/env", "EnvVarList", "env"),
    ),
    "v1alpha2": (),
  },
  "shipwright.io/BuildRun": {
    "v1beta1": (
        ("spec/build/spec/env", "EnvVarList", "env"),
    ),
    "v1alpha1": (
        ("spec/buildSpec/env", "EnvVarList", "env"),
    ),
  },
  "syndesis.io/Syndesis": {
    "v1beta3": (
        ("spec/components/oauth/environment", "EnvMap", "env"),
    ),
    "v1beta2": (),
    "v1beta1": (),
    "v1alpha1": (),
  },
  "tekton.dev/PipelineRun": {
    "v1": (
        ("spec/taskRunSpecs/*/podTemplate/env", "EnvVarList", "env"),
        ("spec/taskRunTemplate/podTemplate/env", "EnvVarList", "env"),
    ),
    "v1beta1": (
        ("spec/podTemplate/env", "EnvVarList", "env"),
        ("spec/taskRunSpecs/*/taskPodTemplate/env", "EnvVarList", "env"),
    ),
  },
  "tests.testkube.io/Test": {
    "v3": (
        ("spec/executionRequest/envs", "EnvMap", "env"),
        ("spec/executionRequest/secretEnvs", "EnvMap", "env"),
    ),
    "v2": (),
    "v1": (),
  },
}
