/** Runs once when a server of the app starts, not while it is built. */
export async function register() {
  if (
    process.env.NEXT_RUNTIME !== "nodejs" ||
    process.env.NEXT_PHASE === "phase-production-build"
  ) {
    return;
  }
  // `OPENAI_BASE_URL=` is how .env.example leaves it out; @ai-sdk/openai refuses to load with it.
  if (process.env.OPENAI_BASE_URL === "") delete process.env.OPENAI_BASE_URL;
  const { startMailTimer } = await import("@/lib/email/deliver");
  startMailTimer();
  const { startUploadTimer } = await import("@/lib/uploads/clean-up");
  startUploadTimer();
  const { startVectorTimer } = await import("@/lib/ai/vectors");
  startVectorTimer();
}
