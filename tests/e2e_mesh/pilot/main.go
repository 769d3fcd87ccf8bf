// Command pilot serves Istio's own configuration of sidecars and gateways by ADS, from a directory
// of Istio's resources and a file of Kubernetes objects, without a cluster: Istio's pilot-discovery
// itself stops without the API server of Kubernetes, so it gets the client that Istio tests with.
package main

import (
	"flag"
	"log"
	"os"
	"os/signal"
	"reflect"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"

	"istio.io/istio/pilot/pkg/bootstrap"
	"istio.io/istio/pkg/kube"
)

func main() {
	resources := flag.String("resources", "", "directory of Istio's resources; watched")
	objects := flag.String("objects", "", "file of Kubernetes objects; read once")
	mesh := flag.String("mesh", "", "file with the mesh's configuration; watched")
	address := flag.String("address", "", "host:port to serve ADS on")
	secrets := flag.String("secrets", "", "folder to serve files of certificates in, and nothing else")
	flag.Parse()
	if *secrets != "" {
		serveSecrets(*secrets)
		return
	}

	client := kube.NewFakeClient(read(*objects)...)
	arguments := bootstrap.NewPilotArgs(func(p *bootstrap.PilotArgs) {
		p.Namespace = "istio-system"
		p.MeshConfigFile = *mesh
		p.RegistryOptions.Registries = []string{"Kubernetes"}
		p.RegistryOptions.FileDir = *resources
		p.RegistryOptions.KubeOptions.DomainSuffix = "cluster.local"
		p.ServerOptions.GRPCAddr = *address
		p.ServerOptions.HTTPAddr = "127.0.0.1:0"
		p.ServerOptions.MonitoringAddr = ""
		p.ShutdownDuration = time.Millisecond
	})
	server, err := bootstrap.NewServer(arguments, func(s *bootstrap.Server) { give(s, client) })
	check(err)
	stop := make(chan struct{})
	check(server.Start(stop))
	log.Print("serving")

	wait()
	close(stop)
	server.WaitUntilCompletion()
}

func wait() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	<-signals
}

// The server takes a client from its own package's tests alone; anyone else must reach into it.
func give(server *bootstrap.Server, client kube.Client) {
	field := reflect.ValueOf(server).Elem().FieldByName("kubeClient")
	reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem().Set(reflect.ValueOf(client))
}

func read(path string) []runtime.Object {
	if path == "" {
		return nil
	}
	text, err := os.ReadFile(path)
	check(err)
	var all []runtime.Object
	for _, document := range strings.Split(string(text), "\n---\n") {
		object, _, err := scheme.Codecs.UniversalDeserializer().Decode([]byte(document), nil, nil)
		check(err)
		all = append(all, object)
	}
	return all
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
