/** Whatever goes wrong with the API, in the form of its own refusals (RFC 9457). */
import type { Problem } from './schema';

/** A refusal, or a failure of what lies between, with the problem it is told as. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
  }
}

const LOCAL = 'urn:segmenta:problem:';

function made(code: string, title: string, status: number, detail: string, request = ''): ProblemError {
  return new ProblemError({ type: LOCAL + code, title, status, detail, instance: request });
}

const GATEWAY: Readonly<Record<number, [string, string]>> = {
  401: ['Sign in first', 'This address wants to know who you are.'],
  403: ['Not allowed', 'The gateway lets nobody in with this sign-in.'],
  404: ['Not found', 'Nothing answers at this address.'],
  413: ['Too large', 'This is more than a request can carry.'],
  429: ['Too many requests', 'The gateway asks for a moment of patience.'],
  502: ['No answer', 'The function behind this address did not answer.'],
  503: ['Temporarily unavailable', 'The function behind this address cannot be reached now.'],
  504: ['No answer in time', 'The function behind this address took too long.'],
};

/** The problem that an answer tells; a gateway's own errors are brought into the same form. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.text();
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    return new ProblemError(JSON.parse(text) as Problem);
  }
  const request = response.headers.get('apigw-requestid') ?? response.headers.get('x-amzn-RequestId') ?? '';
  const [title, detail] = GATEWAY[response.status] ?? ['Something went wrong', `The answer was ${response.status}.`];
  return made('gateway', title, response.status, detail, request);
}

/** No answer at all came. */
export const unreachable = (): ProblemError =>
  made(
    'unreachable',
    'No connection',
    503,
    'Segmenta cannot be reached. Check the connection, and that the stack is running.',
  );

/** A file could not be put into the bucket. */
export const notStored = (status: number): ProblemError =>
  made(
    'upload-failed',
    'The upload broke off',
    status || 503,
    status
      ? `The store answered ${status}. Nothing was kept; the same file can be sent again.`
      : 'The store cannot be reached from this page. Nothing was kept; the same file can be sent again.',
  );

/** Any error as a problem. */
export const asProblem = (error: unknown): Problem =>
  error instanceof ProblemError
    ? error.problem
    : made('fault', 'Something went wrong', 500, error instanceof Error ? error.message : String(error)).problem;
