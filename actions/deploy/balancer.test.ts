import { expect, test } from "vitest";
import { addressText, FULL, parseAddress, weightsFor } from "./balancer.ts";

test.each([1, 5, 10, 25, 33, 50, 75, 90, 99])("%i percent come out within half a point, whoever shares", (percent) => {
  for (const [count, others] of [
    [1, 1],
    [1, 3],
    [3, 1],
    [2, 2],
    [4, 5],
  ] as const) {
    const { fresh, old } = weightsFor(percent, count, others);
    const part = (count * fresh * 100) / (count * fresh + others * old);
    expect(Math.abs(part - percent), `${count} beside ${others}`).toBeLessThan(0.5);
    for (const weight of [fresh, old]) {
      expect(weight).toBeGreaterThanOrEqual(1);
      expect(weight).toBeLessThanOrEqual(256);
      // That weight says that nothing is shared.
      expect(weight).not.toBe(FULL);
    }
  }
});

test("an address is read as it was written", () => {
  const publish = { hostIp: "127.0.0.1", hostPort: 80 };
  const publishTls = { hostIp: "0.0.0.0", hostPort: 443 };
  expect(parseAddress(addressText({ publish }))).toEqual({ publish });
  expect(parseAddress(addressText({ publish, publishTls }))).toEqual({ publish, publishTls });
  expect(parseAddress("something else")).toBeUndefined();
});
