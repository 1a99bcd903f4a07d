export type { Backend, Grant, Order, Sfu, SfuOptions, Socket } from "./backend.ts";
