/** Preloaded into Next: when the command that started it is gone, even by kill -9, it goes too. */
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
