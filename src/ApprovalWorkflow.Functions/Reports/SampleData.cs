namespace ApprovalWorkflow.Functions.Reports;

/// <summary>One step from an empty database to the sample database.</summary>
/// <param name="Schema">Statements that make tables and indexes. MySQL commits each by itself.</param>
/// <param name="Rows">Statements that fill them, all in one transaction.</param>
public sealed record Migration(int Version, IReadOnlyList<string> Schema, IReadOnlyList<string> Rows);

/// <summary>
/// A café's coffee beans and their suppliers, in SQL that means the same in MySQL, MariaDB and SQLite.
/// </summary>
public static class SampleData
{
    public const string Versions = "CREATE TABLE IF NOT EXISTS migrations (version INT PRIMARY KEY)";

    /// <summary>The migrations in order. Never change a deployed one. Add another.</summary>
    public static readonly IReadOnlyList<Migration> Migrations =
    [
        new Migration(
            1,
            [
                """
                CREATE TABLE IF NOT EXISTS suppliers (
                  id INT PRIMARY KEY,
                  name VARCHAR(255) NOT NULL,
                  address VARCHAR(255) NOT NULL,
                  city VARCHAR(255) NOT NULL,
                  state VARCHAR(255) NOT NULL,
                  email VARCHAR(255) NOT NULL,
                  phone VARCHAR(100) NOT NULL
                )
                """,
                """
                CREATE TABLE IF NOT EXISTS beans (
                  id INT PRIMARY KEY,
                  supplier_id INT NOT NULL,
                  type VARCHAR(255) NOT NULL,
                  product_name VARCHAR(255) NOT NULL,
                  price DECIMAL(8,2) NOT NULL,
                  description VARCHAR(1000) NOT NULL,
                  quantity DECIMAL(10,1) NOT NULL,
                  value DECIMAL(12,2) GENERATED ALWAYS AS (quantity * price) STORED,
                  FOREIGN KEY (supplier_id) REFERENCES suppliers (id)
                )
                """,
            ],
            [
                """
                INSERT INTO suppliers (id, name, address, city, state, email, phone) VALUES
                  (1, 'Highland Growers', '14 Terrace Road', 'Portland', 'OR', 'orders@highland.example', '555-0101'),
                  (2, 'Blue Harbor Imports', '2 Dock Street', 'Baltimore', 'MD', 'sales@blueharbor.example',
                    '555-0102'),
                  (3, 'Café do Vale', '7 Orchard Lane', 'Miami', 'FL', 'vendas@dovale.example', '555-0103')
                """,
                """
                INSERT INTO beans (id, supplier_id, type, product_name, price, description, quantity) VALUES
                  (1, 1, 'Arabica', 'Sidamo Grade 1', 18.50, 'Floral, with a note of lemon', 240.0),
                  (2, 1, 'Arabica', 'Yirgacheffe Washed', 19.75, 'Tea-like, with bergamot', 125.5),
                  (3, 1, 'Arabica', 'Harrar Natural', 17.20, 'Blueberry and dark chocolate', 80.0),
                  (4, 2, 'Robusta', 'Dak Lak Screen 18', 6.40, 'Strong, for espresso blends', 900.0),
                  (5, 2, 'Arabica', 'Mandheling', 14.95, 'Earthy, with a full body', 310.5),
                  (6, 2, 'Liberica', 'Barako', 12.30, 'Smoky and bold', 45.0),
                  (7, 3, 'Arabica', 'Bourbon Amarelo', 15.80, 'Sweet, with caramel', 420.0),
                  (8, 3, 'Arabica', 'Catuaí Vermelho', 13.60, 'Nutty, with low acidity', 515.5)
                """,
            ]),
        // With these indexes, a report continues where its last page ended, instead of reading all rows again.
        new Migration(
            2,
            [
                "CREATE INDEX suppliers_by_name ON suppliers (name)",
                "CREATE INDEX beans_by_supplier ON beans (supplier_id, product_name)",
            ],
            []),
    ];
}
