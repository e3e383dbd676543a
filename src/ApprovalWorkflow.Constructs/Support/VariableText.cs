using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApprovalWorkflow;

/// <summary>
/// What a text takes in a function's environment. Lambda measures all variables of a function together, as one object
/// in JSON, and takes at most 4,096 bytes.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
internal static class VariableText
{
    /// <summary>Bytes as JSON: a line break or a quote takes two.</summary>
    public static int Bytes(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;
}
