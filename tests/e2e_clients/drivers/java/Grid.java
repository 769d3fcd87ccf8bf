import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Requests URLs with one of the Java clients: java Grid CLIENT URL... */
public final class Grid {
    private static final int TIMEOUT = 3000;

    private interface Request {
        void send(URI uri) throws Exception;
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    }

    private static void withUrlConnection(URI uri) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT);
        connection.setReadTimeout(TIMEOUT);
        connection.getResponseCode();
        connection.disconnect();
    }

    private static void withAwsSdk(URI uri) throws Exception {
        try (SdkHttpClient client = UrlConnectionHttpClient.builder().build()) {
            SdkHttpFullRequest request =
                SdkHttpFullRequest.builder().uri(uri).method(SdkHttpMethod.GET).build();
            client.prepareRequest(HttpExecuteRequest.builder().request(request).build()).call();
        }
    }

    private static void withGrpc(URI uri) throws Exception {
        int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        ManagedChannel channel =
            ManagedChannelBuilder.forAddress(uri.getHost().replaceAll("[\\[\\]]", ""), port)
                .usePlaintext()
                .build();
        MethodDescriptor<byte[], byte[]> method =
            MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("grid/Call")
                .build();
        CallOptions limited = CallOptions.DEFAULT.withDeadlineAfter(TIMEOUT, TimeUnit.MILLISECONDS);
        try {
            ClientCalls.blockingUnaryCall(channel, method, limited, new byte[0]);
        } finally {
            channel.shutdownNow();
        }
    }

    private static final Map<String, Request> CLIENTS =
        Map.of(
            "java", Grid::withUrlConnection,
            "aws-sdk-java", Grid::withAwsSdk,
            "grpc-java", Grid::withGrpc);

    public static void main(String[] arguments) {
        Request request = CLIENTS.get(arguments[0]);
        for (String url : List.of(arguments).subList(1, arguments.length)) {
            try {
                request.send(URI.create(url));
            } catch (Exception expected) {
                // where the request arrived is what counts
            }
        }
        System.exit(0);
    }
}
