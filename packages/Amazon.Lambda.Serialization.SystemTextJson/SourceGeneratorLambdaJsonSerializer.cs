using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Reads events and writes results with the code that System.Text.Json generates for
/// <typeparamref name="TSGContext"/>. Names are written unchanged (<see cref="AwsNamingPolicy"/>) and read in any case.
/// The context's attributes do not change that. Null members are left out. Characters are escaped only if JSON requires
/// it or if they are beyond U+FFFF.
/// </summary>
/// <remarks>
/// A value that cannot be read or written, or whose type the context lacks, causes a
/// <see cref="JsonSerializerException"/>. Unlike the official package, this one adds no converters. So members of type
/// <see cref="DateTime"/> accept only ISO 8601 text, and <c>byte[]</c> is base64.
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
    };

    private readonly TSGContext _context;

    /// <summary>A serializer for the context's types.</summary>
    public SourceGeneratorLambdaJsonSerializer()
        : this(null)
    {
    }

    /// <summary>A serializer whose options <paramref name="customizer"/> may change.</summary>
    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions>? customizer)
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNameCaseInsensitive = true,
            PropertyNamingPolicy = new AwsNamingPolicy(),
        };
        customizer?.Invoke(options);
        _context = (TSGContext)Activator.CreateInstance(typeof(TSGContext), options)!;
    }

    /// <summary>Reads a whole stream; a <see cref="MemoryStream"/> always from its start.</summary>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            return requestStream is MemoryStream memory
                ? JsonSerializer.Deserialize(memory.ToArray(), TypeInfo<T>())!
                : JsonSerializer.Deserialize(requestStream, TypeInfo<T>())!;
        }
        catch (Exception e)
        {
            throw new JsonSerializerException($"The event cannot be read as {typeof(T).FullName}: {e.Message}", e);
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
                $"The result cannot be written as {typeof(T).FullName}: {e.Message}", e);
        }
    }

    private JsonTypeInfo<T> TypeInfo<T>() =>
        _context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T>
        ?? throw new JsonSerializerException($"{typeof(TSGContext).FullName} does not know {typeof(T).FullName}.");
}
