// Requests URLs with Go's net/http, with grpc-go, or as Prometheus does: grid http|grpc|prometheus URL...
package main

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
)

const timeout = 3 * time.Second

func withHTTP(address string) {
	client := http.Client{Timeout: timeout}
	if response, err := client.Get(address); err == nil {
		response.Body.Close()
	}
}

func withGRPC(address string) {
	parsed, err := url.Parse(address)
	if err != nil {
		return
	}
	target := parsed.Host
	if parsed.Port() == "" {
		target += map[string]string{"http": ":80", "https": ":443"}[parsed.Scheme]
	}
	connection, err := grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return
	}
	defer connection.Close()
	limited, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	_ = connection.Invoke(limited, "/grid/Call", &emptypb.Empty{}, &emptypb.Empty{})
}

var requests = map[string]func(string){"http": withHTTP, "grpc": withGRPC}

func main() {
	request := requests[os.Args[1]]
	for _, address := range os.Args[2:] {
		request(address)
	}
}
