using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using static Amazon.Runtime.Bundled.JsonReading;

namespace Amazon.RDSDataService.Model.Internal;

/// <summary>Reads values.</summary>
internal static class FieldReading
{
    public static Field Field(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<Field>(context, ref reader, static (field, member, context, ref reader) =>
        {
            switch (member)
            {
                case "arrayValue": field.ArrayValue = Array(context, ref reader); break;
                case "blobValue":
                    field.BlobValue = MemoryStreamUnmarshaller.Instance.Unmarshall(context, ref reader);
                    break;
                case "booleanValue":
                    field.BooleanValue = NullableBoolUnmarshaller.Instance.Unmarshall(context, ref reader);
                    break;
                case "doubleValue":
                    field.DoubleValue = NullableDoubleUnmarshaller.Instance.Unmarshall(context, ref reader);
                    break;
                case "isNull":
                    field.IsNull = NullableBoolUnmarshaller.Instance.Unmarshall(context, ref reader);
                    break;
                case "longValue":
                    field.LongValue = NullableLongUnmarshaller.Instance.Unmarshall(context, ref reader);
                    break;
                case "stringValue": field.StringValue = Text(context, ref reader); break;
            }
        });

    private static ArrayValue Array(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<ArrayValue>(context, ref reader, static (array, member, context, ref reader) =>
        {
            switch (member)
            {
                case "arrayValues": array.ArrayValues = List(context, ref reader, Array); break;
                case "booleanValues":
                    array.BooleanValues = List(context, ref reader, BoolUnmarshaller.Instance.Unmarshall);
                    break;
                case "doubleValues":
                    array.DoubleValues = List(context, ref reader, DoubleUnmarshaller.Instance.Unmarshall);
                    break;
                case "longValues":
                    array.LongValues = List(context, ref reader, LongUnmarshaller.Instance.Unmarshall);
                    break;
                case "stringValues": array.StringValues = Texts(context, ref reader); break;
            }
        });
}
