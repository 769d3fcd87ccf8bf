// The plain job of set-proxy-env, written as a KRM function with kpt's krm-functions-sdk: the six
// variables in every container and init container of Kubernetes' own workloads that lacks them. A
// variable that is there stays, and its other spelling gets its value, as with `existing: keep`.
package main

import (
	"os"
	"strings"

	"github.com/kptdev/krm-functions-sdk/go/fn"
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
	if err := fn.AsMain(fn.ResourceListProcessorFunc(process)); err != nil {
		os.Exit(1)
	}
}

func process(list *fn.ResourceList) (bool, error) {
	var given config
	if err := list.FunctionConfig.As(&given); err != nil {
		return false, err
	}
	variables, added := given.variables(), 0
	for _, item := range list.Items {
		path, known := podSpecs[item.GetAPIVersion()+"/"+item.GetKind()]
		if !known {
			continue
		}
		podSpec, found, err := item.NestedSubObject(path...)
		if err != nil {
			return false, err
		}
		if !found {
			continue
		}
		for _, field := range []string{"initContainers", "containers"} {
			for _, container := range podSpec.GetSlice(field) {
				count, err := set(container, variables)
				if err != nil {
					return false, err
				}
				added += count
			}
		}
	}
	list.Results.Infof("%d variables added", added)
	return true, nil
}

// set adds what the container lacks, and returns how many variables it added.
func set(container *fn.SubObject, variables []variable) (int, error) {
	env := container.GetSlice("env")
	before := len(env)
	present := make(map[string]*fn.SubObject, before)
	for _, entry := range env {
		present[entry.GetString("name")] = entry
	}
	for _, each := range variables {
		for _, names := range [][2]string{{each.lower, each.upper}, {each.upper, each.lower}} {
			if present[names[0]] != nil {
				continue
			}
			entry, err := newEntry(names[0], each.value, present[names[1]])
			if err != nil {
				return 0, err
			}
			env = append(env, entry)
		}
	}
	if len(env) == before {
		return 0, nil
	}
	return len(env) - before, container.SetSlice(env, "env")
}

// newEntry is a variable with what its other spelling has, or else with the given value.
func newEntry(name, value string, other *fn.SubObject) (*fn.SubObject, error) {
	fields := map[string]any{"value": value}
	if other != nil {
		fields = map[string]any{}
		if err := other.As(&fields); err != nil {
			return nil, err
		}
	}
	fields["name"] = name
	entry, err := fn.NewFromTypedObject(fields)
	if err != nil {
		return nil, err
	}
	return &entry.SubObject, nil
}
