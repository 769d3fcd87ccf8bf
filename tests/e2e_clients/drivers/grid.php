<?php

// Requests URLs with Guzzle and its curl handler: grid.php URL...

require 'GuzzleHttp/autoload.php';

$client = new GuzzleHttp\Client(['timeout' => 3]);
foreach (array_slice($argv, 1) as $url) {
    try {
        $client->get($url);
    } catch (Throwable) {
        // where the request arrived is what counts
    }
}
