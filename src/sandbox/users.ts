import type { Handler, Routes } from "./call.ts";
import { passThrough } from "./pass-through.ts";
import { notFound } from "./refusal.ts";
import { sameLogin } from "./roles.ts";

/** A deleted account is nobody. */
const readUser: Handler = async (call, site) => {
  if ([...site.ghosts].some((login) => sameLogin(login, call.params.login ?? ""))) throw notFound();
  return passThrough(call, site);
};

export const userRoutes: Routes = { "GET /users/:login": readUser };
