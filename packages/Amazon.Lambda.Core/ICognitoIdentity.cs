namespace Amazon.Lambda.Core;

/// <summary>The Amazon Cognito identity that authorized the request.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-context.html</remarks>
public interface ICognitoIdentity
{
    /// <summary>The identity's id.</summary>
    string IdentityId { get; }

    /// <summary>The id of the identity pool it belongs to.</summary>
    string IdentityPoolId { get; }
}
