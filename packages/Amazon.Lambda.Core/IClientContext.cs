namespace Amazon.Lambda.Core;

/// <summary>The AWS Mobile SDK's facts about the device and application that invoked the function.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-context.html</remarks>
public interface IClientContext
{
    /// <summary>Facts about the device, set by the mobile SDK.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The application.</summary>
    IClientApplication Client { get; }

    /// <summary>Values that the application added.</summary>
    IDictionary<string, string> Custom { get; }
}

/// <summary>A mobile application that invoked the function.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-context.html</remarks>
public interface IClientApplication
{
    /// <summary>The application's package.</summary>
    string AppPackageName { get; }

    /// <summary>The application's title.</summary>
    string AppTitle { get; }

    /// <summary>The code of the application's version.</summary>
    string AppVersionCode { get; }

    /// <summary>The name of the application's version.</summary>
    string AppVersionName { get; }

    /// <summary>The id of this installation of the application.</summary>
    string InstallationId { get; }
}
