// Requests URLs with Go's net/http or with grpc-go: grid http|grpc URL...
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

func main() {
	request := map[string]func(string){"http": withHTTP, "grpc": withGRPC}[os.Args[1]]
	for _, address := range os.Args[2:] {
		request(address)
	}
}
