export declare const needed: readonly string[];
export declare function missing(packages?: readonly string[]): string[];
export declare function installLine(packages: readonly string[]): string;
export declare function installMissing(): void;
