import type { ComponentChildren } from 'preact';

/** Where a screen lies. */
export function Crumbs({
  links,
  children,
}: {
  links: readonly (readonly [string, string])[];
  children?: ComponentChildren;
}) {
  return (
    <nav class="crumbs" aria-label="Where this is">
      {links.map(([text, to]) => (
        <span key={to}>
          <a href={to}>{text}</a>
          <span aria-hidden="true"> / </span>
        </span>
      ))}
      {children}
    </nav>
  );
}
