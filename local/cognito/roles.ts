import type { JWTPayload } from 'jose';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

export type Roles = ReturnType<typeof rolesOf>;

/**
 * The roles of an identity pool's users. The mappings, by identity provider (`PROVIDER:CLIENT`), come before the role of
 * all who are authenticated. Throws a Problem that names an unsupported property.
 */
export function rolesOf(stack: ResolvedStack, identityPoolId: string) {
  const [resource] = resourcesOf(stack, 'AWS::Cognito::IdentityPoolRoleAttachment').filter(
    ({ properties }) => properties.IdentityPoolId === identityPoolId,
  );
  const attachment = resource && new Section(resource).only('IdentityPoolId RoleMappings Roles');
  const mappings = attachment?.section('RoleMappings');
  return {
    authenticated: attachment?.section('Roles')?.only('authenticated').optionalText('authenticated'),
    mappings: new Map(mappings?.names().map(name => mappingOf(name, mappings.requiredSection(name)))),
  };
}

function mappingOf(name: string, mapping: Section) {
  mapping.only('AmbiguousRoleResolution IdentityProvider Type');
  if (mapping.text('Type') !== 'Token')
    mapping.stop('Type', `is ${mapping.text('Type')}; the runner supports only Token`);
  const whenAmbiguous = mapping.optionalText('AmbiguousRoleResolution') ?? 'Deny';
  return [mapping.optionalText('IdentityProvider') ?? name, { whenAmbiguous }] as const;
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
