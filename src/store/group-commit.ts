/**
 * Lets requests that arrive together share one transaction, and so one wait for the disk: under load this triples what
 * the intake takes (`npm run bench`, intake.rate). Each is answered only when the transaction is committed; when it fails,
 * each is tried alone, so that one bad request fails nobody else's.
 * @param commitAll carries out all of these in one transaction, or nothing; one answer for each
 * @param isRefusal whether an error says that nothing was done; otherwise nobody knows, and all are told so
 */
export function groupCommit<Request, Answer>(
  commitAll: (requests: Request[]) => Promise<Answer[]>,
  isRefusal: (error: unknown) => boolean = () => true,
): (request: Request) => Promise<Answer> {
  type Waiting = { request: Request; resolve: (answer: Answer) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let busy = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await commit(group);
    }
    busy = false;
  }

  async function commit(group: Waiting[]): Promise<void> {
    try {
      const answers = await commitAll(group.map(({ request }) => request));
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (group.length > 1 && isRefusal(error)) for (const one of group) await commit([one]);
      else for (const { reject } of group) reject(error);
    }
  }

  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject });
      if (busy) return;
      busy = true;
      setImmediate(flush);
    });
}
