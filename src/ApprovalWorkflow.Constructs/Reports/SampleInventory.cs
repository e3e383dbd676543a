namespace ApprovalWorkflow;

/// <summary>The sample's report: what the café's suppliers have in stock.</summary>
internal static class SampleInventory
{
    /// <summary>The name of the sample's database.</summary>
    public const string Database = "supplierdb";

    public const string Title = "Coffee suppliers' inventory";

    public const string GroupBy = "Supplier";

    /// <summary>Aurora MySQL, MariaDB and SQLite all accept names in backticks.</summary>
    public const string Query = """
        SELECT suppliers.name AS Supplier, beans.product_name AS Bean, beans.type AS Type,
          beans.quantity AS `Quantity (kg)`, beans.price AS `Price per kg`, beans.value AS Value
        FROM beans JOIN suppliers ON suppliers.id = beans.supplier_id
        ORDER BY Supplier, Bean
        """;

    public static IReadOnlyList<string> Totals { get; } = ["Quantity (kg)", "Value"];
}
