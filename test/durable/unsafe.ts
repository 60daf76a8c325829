/** Loaded before the app: what it says about waiting for the disk is replaced by this. For showing that the proof can fail. */
import { DatabaseSync } from "node:sqlite";

const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql) {
  exec.call(
    this,
    sql.replace(/pragma synchronous = \w+/i, `pragma synchronous = ${process.env.SYNCHRONOUS}`),
  );
};
