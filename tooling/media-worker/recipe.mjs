// How mediasoup's worker is compiled from the sources of the npm package with Debian's own libraries: no archive is fetched. The steps are data here, so
// that the name of what comes out of them (worker.mjs) changes when they do.
import { readFileSync } from "node:fs";
import path from "node:path";

/** Debian packages that compiling needs. */
export const packages = [
  "g++",
  "ninja-build",
  "pkg-config",
  "libuv1-dev",
  "libssl-dev",
  "libsrtp2-dev",
  "libabsl-dev",
  "libflatbuffers-dev",
  "flatbuffers-compiler",
];

/**
 * Changes in the sources: file, what stands there, what has to. An OpenSSL with kernel TLS (Debian's) asks the callback by other operations than the one
 * that the worker compares with, and takes its 1 for "the kernel holds the write buffer": a crash at the first DTLS message.
 */
export const patches = [
  ["src/RTC/DtlsTransport.cpp", "operationType == BIO_CB_RETURN", "(operationType & BIO_CB_RETURN) != 0"],
];

export const schemaFlags = ["--cpp", "--cpp-field-case-style", "lower", "--reflect-names", "--scoped-enums"];

export const flags = [
  "-std=c++20",
  "-O2",
  "-DNDEBUG",
  "-DMS_LITTLE_ENDIAN",
  "-DMS_EXECUTABLE",
  "-DFLATBUFFERS_LOCALE_INDEPENDENT=1",
  "-w",
];

export const libraries = ["-luv", "-lssl", "-lcrypto", "-lsrtp2", "-lflatbuffers", "-lpthread"];

/** Of abseil, which is split into dozens of libraries, pkg-config names those that these need. */
export const packaged = ["absl_flat_hash_map", "absl_strings", "absl_optional", "absl_variant"];

/** The files to compile, from the lists in meson's files; paths from the worker's folder. */
export function sources(worker) {
  const meson = readFileSync(path.join(worker, "meson.build"), "utf8");
  const webrtc = readFileSync(path.join(worker, "deps/libwebrtc/meson.build"), "utf8");
  return [
    ...listed(meson, "common_sources = ["),
    "src/DepLibWebRTC.cpp",
    "src/RTC/TransportCongestionControlClient.cpp",
    "src/RTC/TransportCongestionControlServer.cpp",
    "src/main.cpp",
    ...listed(webrtc, "libwebrtc_sources = [").map((file) => `deps/libwebrtc/${file}`),
  ];
}

function listed(text, opening) {
  const begin = text.indexOf(opening);
  const list = text.slice(begin, text.indexOf("]", begin));
  return [...list.matchAll(/'([^']+\.(?:cpp|cc|c))'/g)].map((match) => match[1]);
}

/** The text of build.ninja; `worker` has the sources, `generated` the schemas' headers, `include` our own. */
export function ninjaFile({ worker, include, libraryFlags }) {
  const includes = [include, `${worker}/include`, "gen", "gen/FBS"]
    .concat(["deps/libwebrtc", "deps/libwebrtc/libwebrtc"].map((folder) => `${worker}/${folder}`))
    .map((folder) => `-I${escape(folder)}`);
  const files = sources(worker).map((file) => ({ file, object: `obj/${file.replaceAll("/", "_")}.o` }));
  return [
    `rule cxx\n  command = g++ ${[...flags, ...includes].join(" ")} -c $in -o $out`,
    `rule link\n  command = g++ $in -o $out ${[...libraryFlags, ...libraries].join(" ")}`,
    ...files.map(({ file, object }) => `build ${object}: cxx ${escape(`${worker}/${file}`)}`),
    `build mediasoup-worker: link ${files.map(({ object }) => object).join(" ")}`,
    "",
  ].join("\n");
}

/** Ninja takes these for its own. */
function escape(text) {
  return text.replaceAll(/[$ :]/g, "$$$&");
}
