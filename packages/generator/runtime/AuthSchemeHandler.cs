using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Amazon.Runtime.StandIn;

/// <summary>Signs calls with Signature Version 4, except for operations that the model marks as unsigned.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html</remarks>
/// <param name="unsigned">The names of the requests that are not signed.</param>
internal sealed class AuthSchemeHandler(string[] unsigned) : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
        unsigned.Contains(executionContext.RequestContext.RequestName)
            ? AuthSchemeOption.DEFAULT_NOAUTH
            : AuthSchemeOption.DEFAULT_SIGV4;
}
