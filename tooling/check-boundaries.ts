import path from "node:path";
import {
  boundaries,
  knownCycles,
  protocolPackages,
  type Rule,
  readsEnvironment,
  strangeToProtocols,
} from "./boundaries.ts";
import { findCycle } from "./find-cycle.ts";
import { type Import, importsOf } from "./imports.ts";
import { code, isTest, listSources, report, type Source, withoutComments } from "./sources.ts";

const scope = "@carbyne/";

type Manifest = {
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

/** What of the table in boundaries.ts is broken, by package.json files and by sources. */
export function boundaryFaults(sources: readonly Source[]): string[] {
  const manifests = new Map(
    sources
      .filter((source) => /^(?:apps|packages)\/[^/]+\/package\.json$/.test(source.path))
      .map((source) => [path.dirname(source.path), JSON.parse(source.text) as Manifest]),
  );
  const programs = sources.filter((source) => code.test(source.path));
  return [
    ...[...manifests].flatMap(([home, manifest]) => manifestFaults(home, manifest)),
    ...programs.flatMap((source) => importFaults(source, manifests)),
    ...programs.flatMap(environmentFaults),
    ...packageCycles(manifests),
    ...featureFaults(programs),
  ];
}

function manifestFaults(home: string, { dependencies = {}, devDependencies = {} }: Manifest): string[] {
  const rule = boundaries[home];
  if (!rule) return [`${home}: has no line in tooling/boundaries.ts`];
  const own = (table: object) =>
    Object.keys(table).flatMap((name) => (name.startsWith(scope) ? [name.slice(scope.length)] : []));
  const inTests = [...rule.may, ...(rule.inTests ?? [])];
  return [
    ...own(dependencies)
      .filter((name) => !rule.may.includes(name))
      .map((name) => `${home}/package.json: may not depend on ${name}`),
    ...own(devDependencies)
      .filter((name) => !inTests.includes(name))
      .map((name) => `${home}/package.json: may not depend on ${name}, not even in tests`),
  ];
}

/** The package, application or top folder that a file belongs to. */
function homeOf(file: string): string {
  const [first = "", second = ""] = file.split("/");
  return first === "apps" || first === "packages" ? `${first}/${second}` : file.includes("/") ? first : "";
}

function importFaults(source: Source, manifests: ReadonlyMap<string, Manifest>): string[] {
  const home = homeOf(source.path);
  const rule = boundaries[home];
  if (!rule) return [];
  return importsOf(source).flatMap((one) => {
    const at = `${source.path}:${one.line}`;
    if (one.from.startsWith(".")) return relativeFaults(source, one, { at, home });
    const strange = protocolPackages.includes(home) && strangeToProtocols.test(one.from) && !isTest(source.path);
    if (strange) return [`${at}: a protocol package may not know ${one.from}`];
    return one.from.startsWith(scope) ? ownFaults(source, one, { at, home, rule, manifests }) : [];
  });
}

function relativeFaults(source: Source, { from }: Import, { at, home }: { at: string; home: string }): string[] {
  const target = path.normalize(path.join(path.dirname(source.path), from));
  if (homeOf(target) === home) return [];
  // Tests of the whole product share the fixtures.
  if (isTest(source.path) && homeOf(target) === "fixtures") return [];
  return [`${at}: leaves its package by a relative path: ${from}`];
}

type Place = { at: string; home: string; rule: Rule; manifests: ReadonlyMap<string, Manifest> };

function ownFaults(source: Source, { from, isType }: Import, { at, home, rule, manifests }: Place): string[] {
  const [name = "", ...rest] = from.slice(scope.length).split("/");
  const target = manifests.get(`packages/${name}`);
  const isOnlyTest = isTest(source.path) || home === "tooling";
  const may = isOnlyTest ? [...rule.may, ...(rule.inTests ?? [])] : rule.may;
  if (!may.includes(name)) return [`${at}: ${home} may not import ${name}`];
  if (rule.typesOnly?.includes(name) && !isType) return [`${at}: of ${name} only types may be imported`];
  const only = rule.only?.[name];
  if (only !== undefined && from !== only) return [`${at}: of ${name} only ${only} may be imported`];
  const entry = rest.length === 0 ? "." : `./${rest.join("/")}`;
  if (target && !Object.hasOwn(target.exports ?? {}, entry))
    return [`${at}: ${from} is not among the exports of ${name}`];
  return undeclared(from.split("/").slice(0, 2).join("/"), manifests.get(home), { isOnlyTest, at });
}

/** An import that resolves only because npm puts all packages into one folder. */
function undeclared(
  name: string,
  manifest: Manifest | undefined,
  { isOnlyTest, at }: { isOnlyTest: boolean; at: string },
): string[] {
  if (!manifest) return [];
  const stated = { ...manifest.dependencies, ...(isOnlyTest ? manifest.devDependencies : {}) };
  return Object.hasOwn(stated, name) ? [] : [`${at}: ${name} is not stated in package.json`];
}

function environmentFaults(source: Source): string[] {
  if (readsEnvironment.some((fits) => fits.test(source.path))) return [];
  const lines = withoutComments(source.text).split("\n");
  return lines.flatMap((line, i) =>
    /\bprocess\.env\b/.test(line)
      ? [`${source.path}:${i + 1}: reads the environment; it must be given what it needs`]
      : [],
  );
}

function packageCycles(manifests: ReadonlyMap<string, Manifest>): string[] {
  const edges = new Map(
    [...manifests].map(([home, { dependencies = {} }]) => [
      home,
      Object.keys(dependencies).flatMap((name) =>
        name.startsWith(scope) ? [`packages/${name.slice(scope.length)}`] : [],
      ),
    ]),
  );
  const cycle = findCycle(edges);
  return cycle ? [`packages depend on each other in a circle: ${cycle.join(" > ")}`] : [];
}

const feature = /^packages\/domain\/src\/([^/]+)\//;

/** Inside the domain, features meet through each other's index.ts, and never in a circle. */
function featureFaults(programs: readonly Source[]): string[] {
  const edges = new Map<string, Set<string>>();
  const faults = programs.flatMap((source) => {
    const own = feature.exec(source.path)?.[1];
    if (own === undefined) return [];
    return importsOf(source).flatMap(({ from, line, isType }) => {
      if (!from.startsWith(".")) return [];
      const target = path.normalize(path.join(path.dirname(source.path), from));
      const other = feature.exec(target)?.[1];
      if (other === undefined || other === own) return [];
      if (!isTest(source.path) && !isType) edges.set(own, (edges.get(own) ?? new Set()).add(other));
      return target === `packages/domain/src/${other}/index.ts`
        ? []
        : [`${source.path}:${line}: enters the feature ${other} beside its index.ts: ${from}`];
    });
  });
  const left = new Map([...edges].map(([from, to]) => [from, [...to].filter((one) => !isKnown(from, one))]));
  const cycle = findCycle(left);
  return [...faults, ...(cycle ? [`features of the domain import each other in a circle: ${cycle.join(" > ")}`] : [])];
}

function isKnown(from: string, to: string): boolean {
  return knownCycles.some(({ features }) => features[0] === from && features[1] === to);
}

if (import.meta.main)
  report("boundaries", boundaryFaults(listSources(/\.(?:ts|tsx|mjs)$|^(?:apps|packages)\/[^/]+\/package\.json$/)));
