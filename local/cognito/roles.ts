import type { JWTPayload } from 'jose';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

/** The roles of an identity pool's users. */
export interface Roles {
  authenticated: string | undefined;
  /** Role mappings by identity provider (`PROVIDER:CLIENT`). They come before `authenticated`. */
  mappings: Map<string, { whenAmbiguous: string }>;
}

/** Throws a Problem that names an unsupported property. */
export function rolesOf(stack: ResolvedStack, identityPoolId: string): Roles {
  const resource = resourcesOf(stack, 'AWS::Cognito::IdentityPoolRoleAttachment').find(
    ({ properties }) => properties.IdentityPoolId === identityPoolId,
  );
  const roles: Roles = { authenticated: undefined, mappings: new Map() };
  if (!resource) return roles;
  const attachment = new Section(resource).only(['IdentityPoolId', 'RoleMappings', 'Roles']);
  roles.authenticated = attachment.section('Roles')?.only(['authenticated']).optionalText('authenticated');
  const mappings = attachment.section('RoleMappings');
  for (const name of mappings?.names() ?? []) {
    const mapping = mappings!.requiredSection(name).only(['AmbiguousRoleResolution', 'IdentityProvider', 'Type']);
    if (mapping.text('Type') !== 'Token')
      mapping.stop('Type', `is ${mapping.text('Type')}; the runner supports only Token`);
    const whenAmbiguous = mapping.optionalText('AmbiguousRoleResolution') ?? 'Deny';
    roles.mappings.set(mapping.optionalText('IdentityProvider') ?? name, { whenAmbiguous });
  }
  return roles;
}

/**
 * The role for the bearer of a token; undefined if there is none.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function chooseRole(roles: Roles, provider: string, claims: JWTPayload, wanted?: string): string | undefined {
  const mapping = roles.mappings.get(provider);
  if (!mapping) return roles.authenticated;
  const own = claims['cognito:roles'];
  const offered = Array.isArray(own) ? own.map(String) : [];
  if (wanted !== undefined) return offered.find(role => role === wanted);
  const preferred = claims['cognito:preferred_role'];
  if (typeof preferred === 'string') return preferred;
  if (offered.length === 1) return offered[0];
  return mapping.whenAmbiguous === 'AuthenticatedRole' ? roles.authenticated : undefined;
}
