using Amazon.CDK.AWS.Lambda;
using AssetOptions = Amazon.CDK.AWS.S3.Assets.AssetOptions;

namespace ApprovalWorkflow;

/// <summary>The code of all functions: one executable, published once for each synthesis.</summary>
internal static class FunctionsCode
{
    /// <summary>The name of the executable or, for the managed runtime, of the assembly.</summary>
    public const string Handler = "ApprovalWorkflow.Functions";

    private const string Project = "src/ApprovalWorkflow.Functions";

    /// <summary>
    /// No API documentation, and no commit id, which would change the code with every commit. Analyzers take half of
    /// the compiler's time; the ordinary build runs them.
    /// </summary>
    private static readonly string[] _codeOnly =
    [
        "-p:EnableSourceControlManagerQueries=false",
        "-p:PublishDocumentationFiles=false",
        "-p:PublishReferencesDocumentationFiles=false",
        "-p:RunAnalyzers=false",
    ];

    /// <summary>Symbols are twice as large as the executable, which has methods' names without them.</summary>
    private static readonly string[] _noSymbols = ["-p:CopyOutputSymbolsToPublishDirectory=false", "-p:DebugType=none"];

    public static Code For(FunctionSettings settings) => Repository.IsHere ? Publish(settings) : Packed(settings);

    /// <exception cref="InvalidPropertyException">The package has no such code.</exception>
    private static AssetCode Packed(FunctionSettings settings)
    {
        var processor = settings.Architecture == Architecture.ARM_64 ? "arm64" : "x64";
        var path = PackedFiles.PathOf(PackedFiles.Functions(processor));
        return System.IO.File.Exists(path)
            ? Code.FromAsset(path)
            : throw new InvalidPropertyException(
                nameof(settings.Architecture),
                settings.Architecture.Name,
                "is not in this package",
                "Use the other one, or a package that has both.");
    }

    private static AssetCode Publish(FunctionSettings settings)
    {
        var runtimeIdentifier = settings.Target == Target.ThisMachine ? NativeLinker.Here
            : settings.Architecture == Architecture.ARM_64 ? "linux-arm64" : "linux-x64";
        string[] Publish(string artifacts, string output, params string[] more) =>
        [
            "dotnet", "publish", Project, "-c", "Release", "-r", runtimeIdentifier, "-o", output, "--artifacts-path",
            artifacts, "--nologo", "-v", "quiet", .. _codeOnly, .. more,
        ];

        return Code.FromAsset(Repository.Root, new AssetOptions
        {
            // Hashes the output, so functions change only when their code does.
            AssetHashType = AssetHashType.OUTPUT,
            Bundling = settings.Compilation == Compilation.Native
                ? new NativeBundling(
                    runtimeIdentifier,
                    settings.Target == Target.Lambda,
                    (artifacts, output) => Publish(artifacts, output, ["-p:PublishAot=true", .. _noSymbols])).Options
                : new LocalBundling("the Lambda functions", output => Publish(".local/publish/managed", output,
                    "--self-contained", "false", "-p:PublishReadyToRun=true")).Options,
        });
    }
}
