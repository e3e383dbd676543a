import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';

export type UserPool = ReturnType<typeof userPoolsOf>[number];
export type Group = UserPool['groups'][number];
export type AppClient = UserPool['clients'][number];

/** Properties without effect here: users cannot sign up, verify an address or reset a password. */
const ignoredOfPool =
  'AccountRecoverySetting AdminCreateUserConfig AutoVerifiedAttributes DeletionProtection DeviceConfiguration'
  + ' EmailConfiguration EmailVerificationMessage EmailVerificationSubject EnabledMfas MfaConfiguration Policies Schema'
  + ' SmsVerificationMessage UserAttributeUpdateSettings UsernameConfiguration UserPoolAddOns UserPoolName UserPoolTags'
  + ' UserPoolTier VerificationMessageTemplate';

/** The user pools of a stack. Throws a Problem that names an unsupported property. */
export function userPoolsOf(stack: ResolvedStack) {
  for (const domain of resourcesOf(stack, 'AWS::Cognito::UserPoolDomain'))
    new Section(domain).only(['Domain', 'UserPoolId'], ['ManagedLoginVersion']);
  for (const branding of resourcesOf(stack, 'AWS::Cognito::ManagedLoginBranding'))
    new Section(branding).only(['ClientId', 'UseCognitoProvidedValues', 'UserPoolId']);
  return resourcesOf(stack, 'AWS::Cognito::UserPool').map(resource => {
    const pool = new Section(resource).only(['UsernameAttributes'], ignoredOfPool);
    const owned = (type: string): ResolvedResource[] =>
      resourcesOf(stack, type).filter(({ properties }) => properties.UserPoolId === resource.ref);
    return {
      id: resource.ref,
      /** The attributes with which a user can sign in, instead of the user name. */
      usernameAttributes: pool.texts('UsernameAttributes'),
      groups: owned('AWS::Cognito::UserPoolGroup').map(group => groupOf(new Section(group))),
      clients: owned('AWS::Cognito::UserPoolClient').map(client => clientOf(client)),
    };
  });
}

function groupOf(group: Section) {
  group.only(['GroupName', 'RoleArn', 'UserPoolId'], ['Description']);
  // The role is one that an identity pool can give its members.
  return { name: group.text('GroupName'), roleArn: group.optionalText('RoleArn') };
}

function clientOf(resource: ResolvedResource) {
  const client = new Section(resource).only(
    'AccessTokenValidity AllowedOAuthFlows AllowedOAuthFlowsUserPoolClient AllowedOAuthScopes CallbackURLs'
      + ' EnableTokenRevocation IdTokenValidity LogoutURLs RefreshTokenValidity SupportedIdentityProviders'
      + ' TokenValidityUnits UserPoolId',
    'AuthSessionValidity ClientName EnablePropagateAdditionalUserContextData ExplicitAuthFlows'
      + ' PreventUserExistenceErrors ReadAttributes WriteAttributes',
  );
  for (const [property, supported] of [
    ['AllowedOAuthFlows', 'code'],
    ['SupportedIdentityProviders', 'COGNITO'],
  ] as const)
    for (const value of client.texts(property))
      if (value !== supported) client.stop(property, `has ${value}; the runner supports only ${supported}`);
  if (client.optionalText('EnableTokenRevocation')?.toLowerCase() === 'false')
    client.stop('EnableTokenRevocation', 'is false; the runner always revokes');
  const units = client.section('TokenValidityUnits')?.only(['AccessToken', 'IdToken', 'RefreshToken']);
  const secondsOf = (token: string, otherwise: number, defaultUnit: string): number => {
    const unit = units?.optionalText(token) ?? defaultUnit;
    const seconds = secondsIn[unit] ?? units?.stop(token, `is ${unit}`) ?? NaN;
    return (client.integer(`${token}Validity`) ?? otherwise) * seconds;
  };
  return {
    id: resource.ref,
    callbackUrls: client.texts('CallbackURLs'),
    logoutUrls: client.texts('LogoutURLs'),
    scopes: client.texts('AllowedOAuthScopes'),
    // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
    seconds: {
      idToken: secondsOf('IdToken', 1, 'hours'),
      accessToken: secondsOf('AccessToken', 1, 'hours'),
      refreshToken: secondsOf('RefreshToken', 30, 'days'),
    },
  };
}

const secondsIn: Record<string, number> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
