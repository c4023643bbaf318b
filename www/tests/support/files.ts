import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";

/** Notes what the page hands out as files, from now on. */
export async function watchSaved(page: Page): Promise<void> {
  await page.evaluate(() => {
    const saved: { name: string; type: string; base64: string }[] = [];
    Object.assign(globalThis, { saved });
    const blobs = new Map<string, Blob>();
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      const url = create(blob);
      blobs.set(url, blob);
      return url;
    };
    HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
      const blob = blobs.get(this.href);
      if (!blob) throw new Error(`not a file: ${this.href}`);
      const reader = new FileReader();
      reader.onload = () => saved.push({ name: this.download, type: blob.type, base64: String(reader.result).split(",")[1] ?? "" });
      reader.readAsDataURL(blob);
    };
  });
}

/** The next file that the page hands out after `act`. */
export async function savedBy(page: Page, act: () => Promise<void>): Promise<{ name: string; type: string; bytes: Buffer }> {
  const before = await page.evaluate(() => (globalThis as unknown as { saved: unknown[] }).saved.length);
  await act();
  await page.waitForFunction((count: number) => (globalThis as unknown as { saved: unknown[] }).saved.length > count, { timeout: 30_000 }, before);
  const { name, type, base64 } = await page.evaluate((at: number) => (globalThis as unknown as { saved: { name: string; type: string; base64: string }[] }).saved[at] ?? { name: "", type: "", base64: "" }, before);
  return { name, type, bytes: Buffer.from(base64, "base64") };
}

/** Chooses a file, as a person does, in the field that takes files. */
export async function chooseFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fadu-"));
  try {
    writeFileSync(join(folder, name), content);
    const input = await page.waitForSelector("input[type=file]:not(:disabled)");
    await (input as ElementHandle<HTMLInputElement>).uploadFile(join(folder, name));
    await page.waitForSelector("#outcome");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
