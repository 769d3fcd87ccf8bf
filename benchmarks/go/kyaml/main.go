// The plain job of set-proxy-env, written as a KRM function with kyaml's fn/framework: the six
// variables in every container and init container of Kubernetes' own workloads that lacks them. A
// variable that is there stays, and its other spelling gets its value, as with `existing: keep`.
package main

import (
	"fmt"
	"os"
	"strings"

	"sigs.k8s.io/kustomize/kyaml/fn/framework"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

type config struct {
	Spec struct {
		HTTPProxy  string   `yaml:"httpProxy"`
		HTTPSProxy string   `yaml:"httpsProxy"`
		NoProxy    []string `yaml:"noProxy"`
	} `yaml:"spec"`
}

type variable struct{ lower, upper, value string }

func (c config) variables() []variable {
	return []variable{
		{"http_proxy", "HTTP_PROXY", c.Spec.HTTPProxy},
		{"https_proxy", "HTTPS_PROXY", c.Spec.HTTPSProxy},
		{"no_proxy", "NO_PROXY", strings.Join(c.Spec.NoProxy, ",")},
	}
}

var template = []string{"spec", "template", "spec"}

// Where a kind has its pod spec.
var podSpecs = map[string][]string{
	"v1/Pod":                   {"spec"},
	"v1/PodTemplate":           {"template", "spec"},
	"v1/ReplicationController": template,
	"apps/v1/Deployment":       template,
	"apps/v1/StatefulSet":      template,
	"apps/v1/DaemonSet":        template,
	"apps/v1/ReplicaSet":       template,
	"batch/v1/Job":             template,
	"batch/v1/CronJob":         {"spec", "jobTemplate", "spec", "template", "spec"},
}

func main() {
	if err := framework.Execute(framework.ResourceListProcessorFunc(process), nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func process(list *framework.ResourceList) error {
	var given config
	if err := framework.LoadFunctionConfig(list.FunctionConfig, &given); err != nil {
		return err
	}
	variables, added := given.variables(), 0
	for _, item := range list.Items {
		path, known := podSpecs[item.GetApiVersion()+"/"+item.GetKind()]
		if !known {
			continue
		}
		for _, field := range []string{"initContainers", "containers"} {
			containers, err := item.Pipe(yaml.Lookup(path...), yaml.Get(field))
			if err != nil {
				return err
			}
			if containers == nil {
				continue
			}
			err = containers.VisitElements(func(container *yaml.RNode) error {
				count, err := set(container, variables)
				added += count
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	list.Results = append(list.Results, &framework.Result{
		Message:  fmt.Sprintf("%d variables added", added),
		Severity: framework.Info,
	})
	return nil
}

// set adds what the container lacks, and returns how many variables it added.
func set(container *yaml.RNode, variables []variable) (int, error) {
	env, err := container.Pipe(yaml.LookupCreate(yaml.SequenceNode, "env"))
	if err != nil {
		return 0, err
	}
	before := len(env.Content())
	present := make(map[string]*yaml.RNode, before)
	err = env.VisitElements(func(entry *yaml.RNode) error {
		present[yaml.GetValue(entry.Field("name").Value)] = entry
		return nil
	})
	if err != nil {
		return 0, err
	}
	for _, each := range variables {
		lower, upper := present[each.lower], present[each.upper]
		if lower == nil {
			env.YNode().Content = append(env.YNode().Content, entry(each.lower, each.value, upper))
		}
		if upper == nil {
			env.YNode().Content = append(env.YNode().Content, entry(each.upper, each.value, lower))
		}
	}
	return len(env.Content()) - before, nil
}

// entry is a variable with what its other spelling has, or else with the given value.
func entry(name, value string, other *yaml.RNode) *yaml.Node {
	fields := []*yaml.Node{yaml.NewStringRNode("name").YNode(), yaml.NewStringRNode(name).YNode()}
	if other == nil {
		fields = append(fields,
			yaml.NewStringRNode("value").YNode(), yaml.NewStringRNode(value).YNode())
		return &yaml.Node{Kind: yaml.MappingNode, Content: fields}
	}
	theirs := other.Content()
	for index := 0; index < len(theirs); index += 2 {
		if theirs[index].Value != "name" {
			fields = append(fields, theirs[index], theirs[index+1])
		}
	}
	return &yaml.Node{Kind: yaml.MappingNode, Content: fields}
}
