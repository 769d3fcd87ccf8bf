package main

import (
	"os"

	"github.com/prometheus/common/config"
)

// The client of a scrape job, or of a remote, with `proxy_from_environment: true`.
func withPrometheus(address string) {
	settings := config.DefaultHTTPClientConfig
	settings.ProxyFromEnvironment = true
	client, err := config.NewClientFromConfig(settings, "grid")
	if err != nil {
		os.Exit(1)
	}
	client.Timeout = timeout
	if response, err := client.Get(address); err == nil {
		response.Body.Close()
	}
}

func init() {
	requests["prometheus"] = withPrometheus
}
