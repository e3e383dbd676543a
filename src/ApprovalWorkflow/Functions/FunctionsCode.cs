using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using ApprovalWorkflow.Support;
using AssetOptions = Amazon.CDK.AWS.S3.Assets.AssetOptions;

namespace ApprovalWorkflow.Functions;

/// <summary>The code of all functions: one executable, published once for each synthesis.</summary>
internal static class FunctionsCode
{
    private const string Project = "src/ApprovalWorkflow.Functions";

    /// <summary>
    /// Neither the commit that it was built from, with which each commit would be new code, nor API documentation.
    /// </summary>
    private static readonly string[] CodeOnly =
    [
        "-p:EnableSourceControlManagerQueries=false",
        "-p:PublishDocumentationFiles=false",
        "-p:PublishReferencesDocumentationFiles=false",
    ];

    /// <summary>
    /// Publishes for the managed runtime of Lambda, compiled ahead of time (ReadyToRun) for a short cold start.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/lambda/latest/dg/csharp-package-asp.html names the runtime's operating system and
    /// processor.
    /// </remarks>
    public static Code Publish() => Code.FromAsset(Repository.PathOf(Project), new AssetOptions
    {
        // The hash of what was published, so that the functions change only when their code does.
        AssetHashType = AssetHashType.OUTPUT,
        Exclude = ["bin", "obj"],
        Bundling = new LocalBundling(
            "the Lambda functions",
            output =>
            [
                "dotnet", "publish", Project, "-c", "Release", "-r", "linux-x64", "--self-contained", "false",
                "-p:PublishReadyToRun=true", .. CodeOnly, "--artifacts-path", ".local/publish",
                "--nologo", "-v", "quiet", "-o", output,
            ]).Options,
    });
}
