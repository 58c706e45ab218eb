import { expect, it } from "vitest";
import { coarseNetwork, deviceOf } from "./devices";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

it.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/142.0 Safari/537.36`,
    "Chrome",
    "Windows",
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/142.0 Safari/537.36 Edg/142.0`,
    "Edge",
    "Windows",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
    "Safari",
    "macOS",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Mobile Safari/604.1",
    "Chrome",
    "iPhone",
  ],
  [
    `Mozilla/5.0 (Linux; Android 15) ${webkit} SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36`,
    "Samsung Internet",
    "Android",
  ],
  ["TravelBuddy/3 CFNetwork/1490 Darwin/23.2.0", "the app", "iOS"],
  ["curl/8.5", null, null],
  ["", null, null],
])("reads %s", (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});

it("reads nothing of an endless user agent's end", () => {
  expect(deviceOf(`${"x".repeat(600)} Firefox/1`).browser).toBeNull();
});

it.each([
  ["203.0.113.77", "203.0.x.x"],
  ["2001:db8:1:2::/64", "2001:db8::"],
  ["::1", "0:0::"],
  ["unknown", null],
])("shortens %s", (address, network) => {
  expect(coarseNetwork(address)).toBe(network);
});
