import type { WebSocket, WebSocketServer } from "ws";

/** Ends lines that are dead and do not say so: whoever was on them would seem to be there. */
export function keepAwake(server: WebSocketServer, pingMs: number) {
  const silent = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const ws of server.clients) {
      if (silent.has(ws)) ws.terminate();
      silent.add(ws);
      ws.ping();
    }
  }, pingMs);
  timer.unref();
  return {
    watch: (ws: WebSocket) => void ws.on("pong", () => silent.delete(ws)),
    stop: () => clearInterval(timer),
  };
}
