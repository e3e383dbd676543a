using Amazon.Lambda.Serialization.SystemTextJson;

namespace ApprovalWorkflow.Functions;

/// <summary>
/// Reads events and writes results by the options of <see cref="FunctionsJson"/>. Lambda's serializer would write names
/// as C# has them, and state machines would not find them.
/// </summary>
public static class LambdaJson
{
    public static readonly SourceGeneratorLambdaJsonSerializer<FunctionsJson> Serializer = new(Apply);

    /// <summary>Replaces the options that Lambda's serializer sets.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        var ours = FunctionsJson.Default.Options;
        options.MaxDepth = ours.MaxDepth;
        options.PropertyNamingPolicy = ours.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = ours.DefaultIgnoreCondition;
        // Some AWS services begin a name with a capital letter, some do not.
        options.PropertyNameCaseInsensitive = true;
        // Lambda's converters are for services that are not used here. One writes bytes as a list of numbers.
        options.Converters.Clear();
        foreach (var converter in ours.Converters) options.Converters.Add(converter);
    }
}
