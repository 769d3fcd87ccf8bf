// Requests URLs with one of the Node.js clients: grid.mjs CLIENT DIRECTORY_OF_MODULES URL...

import http from 'node:http'
import https from 'node:https'
import { createRequire } from 'node:module'

const [client, modules, ...urls] = process.argv.slice(2)
const load = createRequire(`${modules}/`)
const TIMEOUT = 3000

const requested = (transport, ...options) =>
  new Promise((resolve) => {
    const request = transport.get(...options, (response) => response.resume().on('close', resolve))
    request.on('error', resolve).on('close', resolve).setTimeout(TIMEOUT, () => request.destroy())
  })

const fetched = (fetch, url) => fetch(url, { signal: AbortSignal.timeout(TIMEOUT) })

const clients = {
  'node-fetch': (url) => fetched(globalThis.fetch, url),
  'node-http': (url) => requested(url.startsWith('https:') ? https : http, url),
  npm: (url) => load('npm-registry-fetch')(url, { timeout: TIMEOUT, fetchRetries: 0 }),
  undici: (url) => {
    const { EnvHttpProxyAgent, fetch, setGlobalDispatcher } = load('undici')
    setGlobalDispatcher(new EnvHttpProxyAgent())
    return fetched(fetch, url)
  },
  axios: (url) => load('axios').get(url, { timeout: TIMEOUT, httpAgent: new http.Agent() }),
  'proxy-from-env': (url) => {
    const proxy = load('proxy-from-env').getProxyForUrl(url)
    const { hostname, port, protocol, host } = new URL(url)
    if (!proxy) return requested(protocol === 'https:' ? https : http, url)
    const to = { host: new URL(proxy).hostname, port: new URL(proxy).port, agent: false }
    if (protocol === 'http:') return requested(http, { ...to, path: url, headers: { host } })
    return requested(http, { ...to, method: 'CONNECT', path: `${hostname}:${port || 443}` })
  }
}

for (const url of urls) {
  try {
    await clients[client](url)
  } catch {
    // where the request arrived is what counts
  }
}
process.exit(0)
