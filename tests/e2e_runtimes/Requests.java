import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests URLs with one of the JVM's own clients: java Requests.java CLIENT URL... */
public final class Requests {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static void withUrlConnection(URI uri) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) LIMIT.toMillis());
        connection.setReadTimeout((int) LIMIT.toMillis());
        connection.getResponseCode();
        connection.disconnect();
    }

    private static void withHttpClient(URI uri) throws Exception {
        HttpClient client =
            HttpClient.newBuilder().proxy(ProxySelector.getDefault()).connectTimeout(LIMIT).build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
    }

    public static void main(String[] arguments) {
        for (int index = 1; index < arguments.length; index++) {
            try {
                URI uri = URI.create(arguments[index]);
                if (arguments[0].equals("http-client")) {
                    withHttpClient(uri);
                } else {
                    withUrlConnection(uri);
                }
            } catch (Exception error) {
                // where the request arrived is what counts
            }
        }
    }
}
