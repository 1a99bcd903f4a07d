/** Signs that LaTeX has names for, and office programs characters. */
export const mathSigns: ReadonlyMap<string, string> = new Map(
  (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ " +
    "upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω " +
    "cdot ⋅ times × div ÷ pm ± mp ∓ ast ∗ circ ∘ leq ≤ geq ≥ neq ≠ approx ≈ equiv ≡ sim ∼ propto ∝ infty ∞ partial ∂ nabla ∇ in ∈ notin ∉ subset ⊂ " +
    "subseteq ⊆ supset ⊃ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ to → leftarrow ← Rightarrow ⇒ Leftrightarrow ⇔ mapsto ↦ " +
    "ldots … cdots ⋯ angle ∠ perp ⊥ parallel ∥ hbar ℏ ell ℓ degree °"
  )
    .split(" ")
    .flatMap((word, at, all) => (at % 2 === 0 ? [[word, all[at + 1] ?? ""] as const] : [])),
);

const namesOf = new Map([...mathSigns].map(([name, sign]) => [sign, name]));

/** Where a name ends, until it is known what follows it. */
const end = "\0";

/** Characters of a formula with those by their names that have one; to be ended by `endNames` once the formula is whole. */
export function withNames(text: string): string {
  return Array.from(text, (sign) => {
    const name = namesOf.get(sign);
    return name === undefined ? sign : `\\${name}${end}`;
  }).join("");
}

/** Ends the names in a formula: a letter behind one would be part of it. */
export const endNames = (latex: string): string =>
  latex
    .split(end)
    .map((part, at) => (at > 0 && /^[a-z]/i.test(part) ? ` ${part}` : part))
    .join("");
