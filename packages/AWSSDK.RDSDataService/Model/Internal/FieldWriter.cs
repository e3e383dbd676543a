using System.Text.Json;
using Amazon.Runtime.Bundled;

namespace Amazon.RDSDataService.Model.Internal;

/// <summary>Writes what a statement is run with; what is null is left out.</summary>
internal static class FieldWriter
{
    public static void Flag(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is not null)
            writer.WriteBoolean(name, value.Value);
    }

    public static void Options(this Utf8JsonWriter writer, string name, ResultSetOptions options)
    {
        if (options is null)
            return;
        writer.WriteStartObject(name);
        writer.Text("decimalReturnType", options.DecimalReturnType?.Value);
        writer.Text("longReturnType", options.LongReturnType?.Value);
        writer.WriteEndObject();
    }

    public static void Parameters(this Utf8JsonWriter writer, string name, List<SqlParameter> parameters) =>
        writer.List(name, parameters, static (writer, parameter) =>
        {
            writer.WriteStartObject();
            writer.Text("name", parameter.Name);
            writer.Text("typeHint", parameter.TypeHint?.Value);
            if (parameter.Value is { } value)
                writer.Field("value", value);
            writer.WriteEndObject();
        });

    private static void Field(this Utf8JsonWriter writer, string name, Field field)
    {
        writer.WriteStartObject(name);
        if (field.ArrayValue is { } array)
        {
            writer.WritePropertyName("arrayValue");
            Array(writer, array);
        }
        if (field.BlobValue is { } blob)
            writer.WriteBase64String("blobValue", blob.TryGetBuffer(out var buffer) ? buffer : blob.ToArray());
        writer.Flag("booleanValue", field.BooleanValue);
        if (field.DoubleValue is { } number)
        {
            writer.WritePropertyName("doubleValue");
            Double(writer, number);
        }
        writer.Flag("isNull", field.IsNull);
        if (field.LongValue is { } integer)
            writer.WriteNumber("longValue", integer);
        writer.Text("stringValue", field.StringValue);
        writer.WriteEndObject();
    }

    private static void Array(Utf8JsonWriter writer, ArrayValue array)
    {
        writer.WriteStartObject();
        writer.List("arrayValues", array.ArrayValues, Array);
        writer.List("booleanValues", array.BooleanValues, static (writer, value) => writer.WriteBooleanValue(value));
        writer.List("doubleValues", array.DoubleValues, Double);
        writer.List("longValues", array.LongValues, static (writer, value) => writer.WriteNumberValue(value));
        writer.Texts("stringValues", array.StringValues);
        writer.WriteEndObject();
    }

    /// <summary>A number; what JSON has no number for, by its name.</summary>
    private static void Double(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
}
