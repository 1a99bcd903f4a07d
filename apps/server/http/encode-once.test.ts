import { expect, test } from "vitest";
import { createOnceEncoder } from "./encode-once.ts";

const encoder = createOnceEncoder();

test("what many are told is written once, each time under the name of whoever asked", () => {
  let written = 0;
  const data = { what: "changes", toJSON: () => ({ what: "changes", written: ++written }) };
  const told = (id: number | string) =>
    encoder.encode({ id, jsonrpc: undefined, result: { id: undefined, type: "data", data } });
  expect([told(1), told("b")]).toEqual([
    '{"id":1,"result":{"type":"data","data":{"what":"changes","written":1}}}',
    '{"id":"b","result":{"type":"data","data":{"what":"changes","written":1}}}',
  ]);
});

test("everything else is plain JSON", () => {
  for (const message of [
    { id: 1, result: { type: "started" } },
    { id: 1, result: { type: "data", data: "text" } },
    { id: 1, result: { type: "data", data: null } },
    { id: 1, result: { type: "data", id: "7", data: { id: "7", data: {} } } },
    { id: 1, jsonrpc: "2.0", result: { type: "data", data: {} } },
    { id: null, method: "reconnect" },
    { id: 3, jsonrpc: "2.0", error: { code: -32_600 } },
  ])
    expect(encoder.encode(message)).toBe(JSON.stringify(message));
});
