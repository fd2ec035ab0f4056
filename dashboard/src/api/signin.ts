/** Signing in by an OpenID provider: authorisation code with PKCE (RFC 7636), the token kept in memory alone. */
import { token } from './session';

interface Config {
  readonly sign_in: string;
  readonly issuer?: string;
  readonly client_id?: string;
}

interface Provider {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** What has to be known when the provider sends the reader back. */
interface Way {
  readonly state: string;
  readonly verifier: string;
  readonly client: string;
  readonly endpoint: string;
  readonly back: string;
}

const KEPT = 'sign-in';

const base64 = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const random = (): string => base64(crypto.getRandomValues(new Uint8Array(32)));

const home = (): string => `${location.origin}/`;

async function read<T>(address: string): Promise<T | null> {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' } });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}

/** Goes to the provider; where the deployment names none, or it cannot be reached, the answer is false. */
export async function leave(): Promise<boolean> {
  const config = await read<Config>('/config.json');
  if (!config?.issuer || !config.client_id) return false;
  const provider = await read<Provider>(`${config.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!provider) return false;
  const way: Way = {
    state: random(),
    verifier: random(),
    client: config.client_id,
    endpoint: provider.token_endpoint,
    back: location.pathname + location.search,
  };
  sessionStorage.setItem(KEPT, JSON.stringify(way));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(way.verifier));
  const asked = new URL(provider.authorization_endpoint);
  const parts = {
    response_type: 'code',
    client_id: way.client,
    redirect_uri: home(),
    scope: 'openid',
    state: way.state,
    code_challenge: base64(new Uint8Array(hash)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parts)) asked.searchParams.set(name, value);
  location.assign(asked);
  return true;
}

/** Takes the token where the provider has just sent the reader back; gives the address that was left. */
export async function comeBack(): Promise<string | null> {
  const query = new URLSearchParams(location.search),
    code = query.get('code'),
    kept = sessionStorage.getItem(KEPT);
  if (!code || !kept) return null;
  sessionStorage.removeItem(KEPT);
  const way = JSON.parse(kept) as Way;
  if (query.get('state') !== way.state) return null;
  const response = await fetch(way.endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: way.client,
      code,
      redirect_uri: home(),
      code_verifier: way.verifier,
    }),
  });
  if (!response.ok) return null;
  token.value = ((await response.json()) as { readonly access_token: string }).access_token;
  return way.back;
}
