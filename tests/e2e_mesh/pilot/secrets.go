package main

import (
	"log"
	"os"

	"istio.io/istio/pkg/security"
	"istio.io/istio/security/pkg/nodeagent/cache"
	"istio.io/istio/security/pkg/nodeagent/sds"
)

// serveSecrets does what Istio's agent does beside a sidecar: it serves the certificates that the
// configuration names as files, at a socket below the folder.
func serveSecrets(folder string) {
	check(os.Chdir(folder))
	options := &security.Options{}
	secrets, err := cache.NewSecretManagerClient(nil, options)
	check(err)
	server := sds.NewServer(options, secrets, nil)
	secrets.RegisterSecretHandler(server.OnSecretUpdate)
	log.Print("serving")
	wait()
	server.Stop()
}
