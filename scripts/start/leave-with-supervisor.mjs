// Loaded before Next in each process of the supervisor. The channel closes when the supervisor is gone, however it went:
// without this, a killed supervisor would leave a server behind that holds the port.
process.channel?.unref();
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
