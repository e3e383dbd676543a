using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>
/// AWS's own model of a service, as it ships with botocore: operations, protocols, and what each member may be.
/// </summary>
internal sealed class ServiceModel
{
    private static readonly Lazy<string> _data = new(FindData);

    private readonly JsonElement _root;

    private ServiceModel(JsonElement root) => _root = root;

    public static ServiceModel StepFunctions { get; } = Load("stepfunctions/2016-11-23");

    public static ServiceModel Sns { get; } = Load("sns/2010-03-31");

    public static ServiceModel RdsData { get; } = Load("rds-data/2018-08-01");

    public static ServiceModel Rekognition { get; } = Load("rekognition/2016-06-27");

    /// <summary>The folder with a sub-folder for each service.</summary>
    public static string DataFolder => _data.Value;

    public string Protocol => Metadata("protocol");

    public string Metadata(string name) => _root.GetProperty("metadata").GetProperty(name).GetString()!;

    public JsonElement Operation(string name) => _root.GetProperty("operations").GetProperty(name);

    public JsonElement Shape(string name) => _root.GetProperty("shapes").GetProperty(name);

    public JsonElement Input(string operation) => Shape(Target(Operation(operation).GetProperty("input")));

    /// <summary>The name of the shape that a part of the model refers to.</summary>
    public static string Target(JsonElement reference) => reference.GetProperty("shape").GetString()!;

    /// <summary>The errors of an operation: the shape's name, the code on the wire, and the HTTP status.</summary>
    public IEnumerable<(string Shape, string Code, int Status)> Errors(string operation)
    {
        foreach (var error in Operation(operation).GetProperty("errors").EnumerateArray())
        {
            var name = error.GetProperty("shape").GetString()!;
            if (Shape(name).TryGetProperty("error", out var details))
                yield return (
                    name,
                    details.TryGetProperty("code", out var code) ? code.GetString()! : name,
                    details.GetProperty("httpStatusCode").GetInt32());
            else
                yield return (name, name, 400);
        }
    }

    /// <summary>AWS's own examples of calls, by operation; of some models there are none.</summary>
    public static JsonElement Examples(string service) => Read(service, "examples-1.json").GetProperty("examples");

    private static ServiceModel Load(string service) => new(Read(service, "service-2.json"));

    private static JsonElement Read(string service, string name)
    {
        var path = Path.Combine(DataFolder, service, name);
        using Stream file = File.Exists(path)
            ? File.OpenRead(path)
            : new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        return JsonDocument.Parse(file).RootElement;
    }

    private static string FindData()
    {
        var found = AskPython() ?? "/usr/lib/python3/dist-packages/botocore/data";
        return Directory.Exists(found)
            ? found
            : throw new InvalidOperationException(
                "AWS's service models are not here. Install botocore: on Debian `apt-get install python3-botocore`, " +
                "elsewhere `pip install botocore` for the `python3` on the PATH.");
    }

    private static string? AskPython()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo(
                "python3", ["-c", "import botocore; print(botocore.__path__[0])"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var folder = python.StandardOutput.ReadToEnd().Trim();
            python.WaitForExit();
            return python.ExitCode == 0 ? Path.Combine(folder, "data") : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
