using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Reads events and writes results with the code that System.Text.Json generates for
/// <typeparamref name="TSGContext"/>. Names are camel case (<see cref="AwsNamingPolicy"/>) and read in any case, null
/// members are left out, and characters are escaped only where JSON demands it or they lie beyond U+FFFF.
/// </summary>
/// <remarks>
/// A value that cannot be read or written, or whose type the context lacks, ends in a
/// <see cref="JsonSerializerException"/>. Unlike the official package this one adds no converters of its own, so
/// members of type <see cref="DateTime"/> take ISO 8601 text only, and <c>byte[]</c> is base64.
/// https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html
/// </remarks>
/// <typeparam name="TSGContext">
/// A context with a <see cref="JsonSerializableAttribute"/> for every input and output.
/// </typeparam>
public class SourceGeneratorLambdaJsonSerializer<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSGContext> : ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private static readonly JsonWriterOptions _writerOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly TSGContext _context;

    /// <summary>A serializer for the types that the context knows.</summary>
    public SourceGeneratorLambdaJsonSerializer()
        : this(null)
    {
    }

    /// <summary>A serializer whose options <paramref name="customizer"/> changes before the context has them.</summary>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions>? customizer)
    {
        var options = DefaultOptions();
        customizer?.Invoke(options);
        _context = (TSGContext)Activator.CreateInstance(typeof(TSGContext), options)!;
    }

    /// <inheritdoc/>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            var type = TypeInfo<T>();
            return requestStream is MemoryStream memory && memory.TryGetBuffer(out var buffer)
                ? JsonSerializer.Deserialize(buffer.AsSpan((int)memory.Position), type)!
                : JsonSerializer.Deserialize(requestStream, type)!;
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the Lambda event JSON payload to type {typeof(T).FullName}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var writer = new Utf8JsonWriter(responseStream, _writerOptions);
            JsonSerializer.Serialize(writer, response, TypeInfo<T>());
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the response object of type {typeof(T).FullName} from the Lambda function " +
                $"to JSON: {e.Message}",
                e);
        }
    }

    private static JsonSerializerOptions DefaultOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        PropertyNamingPolicy = new AwsNamingPolicy(),
    };

    private JsonTypeInfo<T> TypeInfo<T>() =>
        _context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new JsonSerializerException(
            $"No JsonTypeInfo registered in {typeof(TSGContext).FullName} for type {typeof(T).FullName}.");
}
