import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createSignatureCheck } from "../src/signature.ts";

const sign = (body: string | Buffer, secret: string) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

describe("a signature", () => {
  const bytes = Buffer.from("Hello, World!");
  // https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
  const secret = "It's a Secret to Everybody";
  const good = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const verify = createSignatureCheck([secret]);

  it("is right as GitHub documents it", () => {
    expect(verify(bytes, good)).toBe(true);
    expect(verify(bytes, `sha256=${good.slice(7).toUpperCase()}`)).toBe(true);
  });

  it("is wrong when one digit is", () => {
    const others = Array.from({ length: 64 }, (_, i) => {
      const at = "sha256=".length + i;
      return good.slice(0, at) + (good[at] === "0" ? "1" : "0") + good.slice(at + 1);
    });
    expect(others.filter((signature) => verify(bytes, signature))).toEqual([]);
  });

  it.each([
    ["nothing", ""],
    ["a prefix alone", "sha256="],
    ["no prefix", good.slice(7)],
    ["another prefix", good.replace("sha256", "sha1")],
    ["a prefix in capitals", good.replace("sha256", "SHA256")],
    ["63 digits", good.slice(0, -1)],
    ["65 digits", `${good}0`],
    ["66 digits, the first 64 right", `${good}00`],
    ["what is no digit", `${good.slice(0, -1)}g`],
    ["a space", ` ${good}`],
    ["a line end", `${good}\n`],
    ["two", `${good},${good}`],
  ])("is wrong as %s", (_, signature) => {
    expect(verify(bytes, signature)).toBe(false);
  });

  it("is one over bytes, not over what text they would be", () => {
    const noText = Buffer.from([0xff, 0xfe, 0x00]);
    expect(verify(noText, sign(noText, secret))).toBe(true);
    expect(verify(noText, sign(Buffer.from(noText.toString()), secret))).toBe(false);
  });

  it("may be by either secret while one is being changed, and by the new one alone afterwards", () => {
    const during = createSignatureCheck(["new", "old"]);
    const after = createSignatureCheck(["new"]);
    const signed = ["new", "old", "other"].map((by) => sign(bytes, by));
    expect(signed.map((signature) => during(bytes, signature))).toEqual([true, true, false]);
    expect(signed.map((signature) => after(bytes, signature))).toEqual([true, false, false]);
  });

  it("is never right without a secret", () => {
    expect(createSignatureCheck([])(bytes, sign(bytes, ""))).toBe(false);
  });
});
