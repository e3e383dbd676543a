using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using static Amazon.Runtime.Bundled.JsonReading;

namespace Amazon.RDSDataService.Model.Internal;

/// <summary>Reads what a result says about its columns.</summary>
internal static class ColumnReading
{
    public static ColumnMetadata Column(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<ColumnMetadata>(context, ref reader, static (column, member, context, ref reader) =>
        {
            switch (member)
            {
                case "arrayBaseColumnType": column.ArrayBaseColumnType = Integer(context, ref reader); break;
                case "isAutoIncrement": column.IsAutoIncrement = Flag(context, ref reader); break;
                case "isCaseSensitive": column.IsCaseSensitive = Flag(context, ref reader); break;
                case "isCurrency": column.IsCurrency = Flag(context, ref reader); break;
                case "isSigned": column.IsSigned = Flag(context, ref reader); break;
                case "label": column.Label = Text(context, ref reader); break;
                case "name": column.Name = Text(context, ref reader); break;
                case "nullable": column.Nullable = Integer(context, ref reader); break;
                case "precision": column.Precision = Integer(context, ref reader); break;
                case "scale": column.Scale = Integer(context, ref reader); break;
                case "schemaName": column.SchemaName = Text(context, ref reader); break;
                case "tableName": column.TableName = Text(context, ref reader); break;
                case "type": column.Type = Integer(context, ref reader); break;
                case "typeName": column.TypeName = Text(context, ref reader); break;
            }
        });

    private static bool? Flag(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        NullableBoolUnmarshaller.Instance.Unmarshall(context, ref reader);

    private static int? Integer(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        NullableIntUnmarshaller.Instance.Unmarshall(context, ref reader);
}
