using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.CDK.AWS.CloudFront;
using Function = Amazon.CDK.AWS.CloudFront.Function;

namespace ApprovalWorkflow;

/// <summary>
/// Opens the page of a link that a mail gateway has encoded, and answers 404 with a page where the website has no file.
/// Error pages of the distribution would replace the API's answers, too.
/// </summary>
internal sealed class SiteRequests(Construct scope, string id) : Function(scope, id, new FunctionProps
{
    FunctionName = scope.UniqueName("approvals"),
    Comment = "Finds the website's files",
    Code = FunctionCode.FromInline(Code()),
    Runtime = Amazon.CDK.AWS.CloudFront.FunctionRuntime.JS_2_0,
})
{
    private static readonly JsonSerializerOptions _readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Code()
    {
        var site = Repository.IsHere ? Repository.PathOf("src/website") : PackedFiles.PathOf(PackedFiles.Website);
        var edge = Repository.IsHere ? Path.Combine(site, "edge") : PackedFiles.PathOf(PackedFiles.Edge);
        var pages = Directory.GetFiles(site, "*.html").Select(page => Path.GetFileName(page)!).Order();
        // The empty name stands for the first page.
        string[] files = ["", "config.json", "style.css", .. pages];
        return $"""
            const files = {Literal(files)};
            const missing = {Literal(Read("missing.html"))};
            {Read("viewer-request.js")}
            """;

        string Read(string name) => System.IO.File.ReadAllText(Path.Combine(edge, name));
    }

    private static string Literal<T>(T value) => JsonSerializer.Serialize(value, _readable);
}
