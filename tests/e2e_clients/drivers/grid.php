<?php

// Requests URLs with Guzzle, through ext-curl or PHP's own streams: grid.php curl|stream URL...

require 'GuzzleHttp/autoload.php';

$handler = $argv[1] === 'curl' ? new GuzzleHttp\Handler\CurlHandler() : new GuzzleHttp\Handler\StreamHandler();
$client = new GuzzleHttp\Client([
    'handler' => GuzzleHttp\HandlerStack::create($handler),
    'timeout' => 3,
]);
foreach (array_slice($argv, 2) as $url) {
    try {
        $client->get($url);
    } catch (Throwable) {
        // where the request arrived is what counts
    }
}
