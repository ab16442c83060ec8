using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrchardCore.Portal.Data.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "UndoLost",
                table: "import_batches",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "UndoRefusal",
                table: "import_batches",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "UndoUntil",
                table: "import_batches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UndoneAt",
                table: "import_batches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "import_changes",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Table = table.Column<string>(type: "TEXT", nullable: false),
                    Added = table.Column<long>(type: "INTEGER", nullable: false),
                    Changed = table.Column<long>(type: "INTEGER", nullable: false),
                    Removed = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_changes", x => new { x.BatchId, x.Table });
                });

            migrationBuilder.CreateTable(
                name: "import_expected",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    OnWeekdays = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_expected", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "import_former",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Table = table.Column<string>(type: "TEXT", nullable: false),
                    RowId = table.Column<long>(type: "INTEGER", nullable: false),
                    WasRemoved = table.Column<bool>(type: "INTEGER", nullable: false),
                    Row = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_former", x => new { x.BatchId, x.Table, x.RowId });
                });

            migrationBuilder.CreateTable(
                name: "import_links",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EarlierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Table = table.Column<string>(type: "TEXT", nullable: false),
                    Rows = table.Column<long>(type: "INTEGER", nullable: false)
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
