import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Problem } from "./core/problem.ts";

/** Listens and says where, as an address for people on this machine. Throws a Problem when the port or host is not to be had. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Problem(`Port ${port} is taken`, "Set PORT to a free one.", { cause: error })
          : new Problem(
              `Cannot listen on ${host}:${port}: ${error.message}`,
              "Set HOST and PORT to an address of this machine.",
            ),
      ),
    );
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo;
      resolve(`http://${host === "0.0.0.0" ? "localhost" : host}:${bound}`);
    });
  });
}
