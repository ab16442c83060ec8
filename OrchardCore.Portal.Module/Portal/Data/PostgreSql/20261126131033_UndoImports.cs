using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.PostgreSql
{
    /// <inheritdoc />
    public partial class UndoImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "AppliedFrom",
                table: "import_batches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "UndoLost",
                table: "import_batches",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "UndoRefusal",
                table: "import_batches",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "UndoUntil",
                table: "import_batches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UndoneAt",
                table: "import_batches",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "import_changes",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Table = table.Column<string>(type: "text", nullable: false),
                    Added = table.Column<long>(type: "bigint", nullable: false),
                    Changed = table.Column<long>(type: "bigint", nullable: false),
                    Removed = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_changes", x => new { x.BatchId, x.Table });
                });

            migrationBuilder.CreateTable(
                name: "import_expected",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    OnWeekdays = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_expected", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "import_former",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Table = table.Column<string>(type: "text", nullable: false),
                    RowId = table.Column<long>(type: "bigint", nullable: false),
                    WasRemoved = table.Column<bool>(type: "boolean", nullable: false),
                    Row = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_former", x => new { x.BatchId, x.Table, x.RowId });
                });

            migrationBuilder.CreateTable(
                name: "import_links",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    EarlierId = table.Column<Guid>(type: "uuid", nullable: false),
                    Table = table.Column<string>(type: "text", nullable: false),
                    Rows = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_links", x => new { x.EarlierId, x.BatchId, x.Table });
                });

            migrationBuilder.CreateIndex(
                name: "IX_import_expected_Kind_By_OnWeekdays",
                table: "import_expected",
                columns: new[] { "Kind", "By", "OnWeekdays" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_import_links_BatchId",
                table: "import_links",
                column: "BatchId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "import_changes");

            migrationBuilder.DropTable(
                name: "import_expected");

            migrationBuilder.DropTable(
                name: "import_former");

            migrationBuilder.DropTable(
                name: "import_links");

            migrationBuilder.DropColumn(
                name: "AppliedFrom",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "UndoLost",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "UndoRefusal",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "UndoUntil",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "UndoneAt",
                table: "import_batches");
        }
    }
}
